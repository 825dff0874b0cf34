#include "app/experiments/SavedWaves.h"

#include "app/carriers/ArraysCarrier.h"
#include "app/carriers/Carriers.h"
#include "app/carriers/InputFile.h"
#include "app/carriers/NpzReader.h"
#include "app/carriers/VtkCarrier.h"
#include "app/carriers/VtkReader.h"
#include "core/values/Printable.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtEndian>

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace dqm {

namespace {

constexpr qint64 fewestPoints = 2; // along a side
constexpr qint64 mostPoints = 4096;
constexpr qint64 startSize = 1024;

/// What an experiment that the file carries says of psi.
struct Origin
{
    bool hasWalls = false;
    std::optional<UnitSystem> units;
};

Origin originIn(const QByteArray& experiment)
{
    const QJsonObject json = QJsonDocument::fromJson(experiment).object();
    Origin origin;
    origin.hasWalls = json["grid"].toObject()["boundary"] == QLatin1String("walls");
    if (!experiment.isEmpty()) {
        origin.units = json["units"] == QLatin1String("electron") ? UnitSystem::Electron
                                                                  : UnitSystem::Natural;
    }
    return origin;
}

struct Found
{
    SavedWave wave;
    std::optional<UnitSystem> units;
};

/// A side of the grid, from its first and last points.
/// @return size and centre.
std::pair<double, double> sideOf(double first, double last, int points, bool hasWalls)
{
    const double spacing = (last - first) / (points - 1);
    const double lower = hasWalls ? first - spacing : first;
    const double size = spacing * (hasWalls ? points + 1 : points);
    return {size, lower + 0.5 * size};
}

void lay(Grid& grid, int axis, int points, double first, double last, bool hasWalls)
{
    (axis == 0 ? grid.nx : grid.ny) = points;
    const auto [size, center] = sideOf(first, last, points, hasWalls);
    grid.size[axis] = size;
    grid.center[axis] = center;
    grid.boundary = hasWalls ? BoundaryKind::Walls : BoundaryKind::Periodic;
}

/// Places of points that are equally far apart; empty if they are not.
std::vector<double> placesIn(NpzReader& arrays, const char* name)
{
    const auto array = arrays.array(name, mostPoints * qint64(sizeof(double)));
    if (!array || array->type != "<f8" || array->shape.size() != 1 || array->shape[0] < fewestPoints
        || array->shape[0] > mostPoints
        || array->bytes.size() != array->shape[0] * qint64(sizeof(double))) {
        return {};
    }
    std::vector<double> places(static_cast<std::size_t>(array->shape[0]));
    for (std::size_t i = 0; i < places.size(); ++i)
        places[i] = qFromLittleEndian<double>(array->bytes.constData() + i * sizeof(double));
    const double spacing = (places.back() - places.front()) / double(places.size() - 1);
    for (std::size_t i = 0; i < places.size(); ++i) {
        // Not a number fails as well.
        if (!(spacing > 0.0)
            || !(std::abs(places[i] - places.front() - double(i) * spacing) < 1e-6 * spacing)) {
            return {};
        }
    }
    return places;
}

Found inArrays(InputFile& file)
{
    NpzReader arrays(file);
    const auto psi = arrays.array("psi", mostPoints * mostPoints * qint64(2 * sizeof(double)));
    if (!psi)
        throw file.unreadable("it holds no array \"psi\"");
    const std::vector<double> x = placesIn(arrays, "x");
    const std::vector<double> y = placesIn(arrays, "y");
    if (x.empty() || y.empty()) {
        throw file.unreadable(
            "it has to hold arrays \"x\" and \"y\" of places that are equally far apart");
    }
    const auto nx = static_cast<qint64>(x.size());
    const auto ny = static_cast<qint64>(y.size());
    if (psi->type != "<c16" || psi->shape != std::vector<qint64>{ny, nx}
        || psi->bytes.size() != nx * ny * qint64(2 * sizeof(double))) {
        throw file.unreadable(
            "\"psi\" has to be an array of complex numbers in double precision, of "
            + std::to_string(ny) + " rows and " + std::to_string(nx) + " columns as x and y say");
    }
    const auto text = arrays.array(carriedExperimentKey, longestExperiment);
    const Origin origin
        = originIn(text && text->type.startsWith("|S") ? text->bytes : QByteArray());
    Found found{{}, origin.units};
    Grid& grid = found.wave.grid;
    lay(grid, 0, static_cast<int>(nx), x.front(), x.back(), origin.hasWalls);
    lay(grid, 1, static_cast<int>(ny), y.front(), y.back(), origin.hasWalls);
    found.wave.psi.resize(grid.ny, grid.nx);
    const char* place = psi->bytes.constData();
    for (Eigen::Index i = 0; i < found.wave.psi.size(); ++i, place += 2 * sizeof(double)) {
        found.wave.psi.data()[i]
            = {qFromLittleEndian<double>(place), qFromLittleEndian<double>(place + sizeof(double))};
    }
    return found;
}

Found inImage(InputFile& file)
{
    VtkReader reader(file);
    const auto& extent = reader.extent();
    const qint64 nx = qint64(extent[1]) - extent[0] + 1;
    const qint64 ny = qint64(extent[3]) - extent[2] + 1;
    if (!reader.isImage() || extent[5] != extent[4] || nx < fewestPoints || ny < fewestPoints
        || nx > mostPoints || ny > mostPoints) {
        throw file.unreadable("it is no image of 2 to 4096 points a side in one plane");
    }
    const auto re = reader.numbers("PointData", "psi_re", nx * ny);
    const auto im = reader.numbers("PointData", "psi_im", nx * ny);
    const auto count = static_cast<std::size_t>(nx * ny);
    if (!re || !im || re->size() != count || im->size() != count)
        throw file.unreadable("it holds no arrays \"psi_re\" and \"psi_im\" of all its points");
    const Origin origin = originIn(
        reader.text("FieldData", carriedExperimentKey, longestExperiment).value_or(QByteArray()));
    Found found{{}, origin.units};
    for (const int axis : {0, 1}) {
        const auto a = static_cast<std::size_t>(axis);
        const double spacing = reader.spacing()[a];
        if (!(spacing > 0.0) || !std::isfinite(spacing) || !std::isfinite(reader.origin()[a]))
            throw file.unreadable("its spacing has to be above 0 and finite");
        const double first = reader.origin()[a] + spacing * extent[2 * a];
        const auto points = static_cast<int>(axis == 0 ? nx : ny);
        lay(found.wave.grid, axis, points, first, first + spacing * (points - 1), origin.hasWalls);
    }
    found.wave.psi.resize(ny, nx);
    for (std::size_t i = 0; i < count; ++i)
        found.wave.psi.data()[i] = {(*re)[i], (*im)[i]};
    return found;
}

Found readWave(const QString& path)
{
    InputFile file(path);
    const Carrier* carrier = carrierOf(file.peek(startSize));
    Found found;
    if (carrier == &arraysCarrier) {
        found = inArrays(file);
    } else if (carrier == &vtkCarrier) {
        found = inImage(file);
    } else {
        throw file.unreadable("a saved wave function is a file of arrays (.npz) or of image data "
                              "(.vti), as --fields and \"Save data\" write them");
    }
    if (!found.wave.psi.isFinite().all())
        throw file.unreadable("its psi has values that are not finite");
    if (!(found.wave.psi.abs2().sum() > 0.0))
        throw file.unreadable("its psi vanishes everywhere");
    return found;
}

template <class Visit>
void eachFile(Experiment& experiment, Visit visit)
{
    for (std::size_t i = 0; i < experiment.packets.size(); ++i) {
        if (auto* packet = std::get_if<FilePacket>(&experiment.packets[i]))
            visit(*packet, "packets[" + std::to_string(i) + "].file");
    }
}

} // namespace

SavedWave readSavedWave(const QString& path) { return readWave(path).wave; }

void readSavedWaves(Experiment& experiment, const QString& folder)
{
    eachFile(experiment, [&](FilePacket& packet, const std::string& key) {
        const QString name = QString::fromStdString(packet.file);
        if (name.isEmpty())
            throw ExperimentError(key, "found \"\", expected the name of a file");
        const QString path = QDir::cleanPath(QDir(folder).absoluteFilePath(name));
        try {
            Found found = readWave(path);
            if (found.units && *found.units != experiment.units) {
                const auto words = [](UnitSystem units) {
                    return units == UnitSystem::Electron ? "\"electron\"" : "\"natural\"";
                };
                throw std::runtime_error("found psi in the units "
                    + std::string(words(*found.units)) + ", expected those of this experiment, "
                    + words(experiment.units));
            }
            packet.wave = std::make_shared<const SavedWave>(std::move(found.wave));
        } catch (const std::runtime_error& error) {
            throw ExperimentError(key, error.what());
        }
        packet.file = path.toStdString();
    });
}

QStringList savedWaveFiles(const Experiment& experiment)
{
    QStringList files;
    for (const Packet& packet : experiment.packets) {
        if (const auto* saved = std::get_if<FilePacket>(&packet))
            files << QString::fromStdString(saved->file);
    }
    return files;
}

Experiment namedFrom(Experiment experiment, const QString& folder)
{
    eachFile(experiment, [&](FilePacket& packet, const std::string&) {
        const QString name = QDir(folder).relativeFilePath(QString::fromStdString(packet.file));
        if (!name.startsWith("..") && QDir::isRelativePath(name))
            packet.file = name.toStdString();
    });
    return experiment;
}

} // namespace dqm
