#include "app/results/ArraysWriter.h"

#include "app/experiments/ExperimentFile.h"
#include "app/files/OutputFile.h"
#include "app/results/ParticlesWriter.h"
#include "core/experiment/Units.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QtEndian>

#include <array>
#include <vector>

namespace dqm {

namespace {

// A .npz is a zip archive of .npy files; these are stored as they are.
constexpr quint32 localMark = 0x04034b50;
constexpr quint32 centralMark = 0x02014b50;
constexpr quint32 endMark = 0x06054b50;
constexpr quint16 zipVersion = 20;
constexpr quint16 firstDay = 33; // 1980-01-01: the same arrays give the same file
constexpr qint64 largestArchive = 0x7fffffff;

quint32 checksum(const QByteArray& data)
{
    static const std::array<quint32, 256> table = [] {
        std::array<quint32, 256> made{};
        for (quint32 i = 0; i < 256; ++i) {
            quint32 value = i;
            for (int bit = 0; bit < 8; ++bit)
                value = (value & 1U) != 0U ? 0xedb88320U ^ (value >> 1U) : value >> 1U;
            made[i] = value;
        }
        return made;
    }();
    quint32 sum = 0xffffffffU;
    for (const char byte : data)
        sum = table[(sum ^ static_cast<quint8>(byte)) & 0xffU] ^ (sum >> 8U);
    return ~sum;
}

template <typename... Numbers>
QByteArray packed(Numbers... numbers)
{
    QByteArray bytes;
    const auto add = [&bytes](auto number) {
        const auto little = qToLittleEndian(number);
        bytes.append(reinterpret_cast<const char*>(&little), sizeof little);
    };
    (add(numbers), ...);
    return bytes;
}

QByteArray npy(const QByteArray& type, const QByteArray& shape, const void* data, qsizetype size)
{
    QByteArray header
        = "{'descr': '" + type + "', 'fortran_order': False, 'shape': (" + shape + "), }";
    // Data begins at a multiple of 64 bytes, as the format says.
    while ((header.size() + 11) % 64 != 0)
        header += ' ';
    header += '\n';
    return QByteArray("\x93NUMPY\x01\x00", 8) + packed(static_cast<quint16>(header.size())) + header
        + QByteArray(static_cast<const char*>(data), size);
}

QByteArray npy(const QByteArray& text)
{
    return npy("|S" + QByteArray::number(text.size()), "", text.constData(), text.size());
}

QByteArray npy(const std::vector<double>& values)
{
    return npy("<f8", QByteArray::number(static_cast<qlonglong>(values.size())) + ',',
        values.data(), static_cast<qsizetype>(values.size() * sizeof(double)));
}

class Archive
{
public:
    explicit Archive(OutputFile& target)
        : m_target(target)
    {
    }

    void add(const QByteArray& name, const QByteArray& data)
    {
        const QByteArray file = name + ".npy";
        const auto size = static_cast<quint32>(data.size());
        const auto where = static_cast<quint32>(m_size);
        const QByteArray common = packed(zipVersion, quint16(0), quint16(0), quint16(0), firstDay,
            checksum(data), size, size, static_cast<quint16>(file.size()), quint16(0));
        m_central += packed(centralMark, zipVersion) + common
            + packed(quint16(0), quint16(0), quint16(0), quint32(0), where) + file;
        ++m_count;
        put(packed(localMark) + common + file);
        put(data);
    }

    void finish()
    {
        const auto where = static_cast<quint32>(m_size);
        put(m_central);
        put(packed(endMark, quint16(0), quint16(0), m_count, m_count,
            static_cast<quint32>(m_central.size()), where, quint16(0)));
    }

private:
    void put(const QByteArray& bytes)
    {
        m_target.write(bytes);
        m_size += bytes.size();
    }

    OutputFile& m_target;
    qint64 m_size = 0;
    QByteArray m_central;
    quint16 m_count = 0;
};

QByteArray unitsOf(UnitSystem units, bool hasParticles)
{
    const auto symbol = [units](Quantity quantity) {
        return QString::fromStdString(unitSymbol(quantity, units));
    };
    QJsonObject names;
    for (const char* name : {"x", "y"})
        names[name] = symbol(Quantity::Length);
    for (const char* name : {"vx", "vy", "ux", "uy"})
        names[name] = symbol(Quantity::Velocity);
    for (const char* name : {"V", "Q"})
        names[name] = symbol(Quantity::Energy);
    if (hasParticles) {
        for (const char* name : {"particle_place", "particle_start", "particle_displacement"})
            names[name] = symbol(Quantity::Length);
        for (const char* name : {"particle_v", "particle_u"})
            names[name] = symbol(Quantity::Velocity);
    }
    names["rho"] = symbol(Quantity::Density);
    names["phase"] = "rad";
    names["time"] = symbol(Quantity::Time);
    return QJsonDocument(names).toJson(QJsonDocument::Compact);
}

void addFields(Archive& archive, const Simulation::Fields& fields)
{
    const QByteArray shape
        = QByteArray::number(fields.grid.ny) + ", " + QByteArray::number(fields.grid.nx);
    const RealField none = RealField::Zero(fields.grid.ny, fields.grid.nx);
    const auto add = [&](const char* name, const RealField& field) {
        const RealField& shown = field.size() > 0 ? field : none;
        archive.add(name,
            npy("<f8", shape, shown.data(),
                static_cast<qsizetype>(shown.size()) * static_cast<qsizetype>(sizeof(double))));
    };
    const Hydrodynamics& h = fields.hydrodynamics;
    add("rho", h.rho);
    add("phase", h.phase);
    add("vx", h.v.x);
    add("vy", h.v.y);
    add("ux", h.u.x);
    add("uy", h.u.y);
    add("V", fields.V);
    add("Q", h.Q);
    archive.add("psi",
        npy("<c16", shape, fields.psi.data(),
            static_cast<qsizetype>(fields.psi.size())
                * static_cast<qsizetype>(2 * sizeof(double))));
}

void addParticles(Archive& archive, const ParticleTable& particles)
{
    static_assert(sizeof(Vec2) == 2 * sizeof(double));
    const QByteArray count = QByteArray::number(particles.count());
    const auto add = [&](const char* name, const std::vector<Vec2>& vectors) {
        archive.add(name,
            npy("<f8", count + ", 2", vectors.data(),
                static_cast<qsizetype>(vectors.size() * sizeof(Vec2))));
    };
    add("particle_place", particles.place);
    add("particle_start", particles.start);
    add("particle_displacement", particles.displacement);
    add("particle_v", particles.v);
    add("particle_u", particles.u);
    archive.add("particle_alive",
        npy("|b1", count + ',', particles.alive.data(),
            static_cast<qsizetype>(particles.alive.size())));
}

} // namespace

void writeArrays(const QString& path, const Simulation::Fields& fields, double time,
    const Experiment& experiment, const ParticleTable* particles)
{
    const Grid& grid = fields.grid;
    const qint64 bytes = static_cast<qint64>(grid.nx) * grid.ny * 10 * qint64(sizeof(double));
    OutputFile file(path);
    if (bytes >= largestArchive)
        throw file.unwritable("an .npz holds at most 2 GB; .vti has no such bound");
    std::vector<double> x;
    std::vector<double> y;
    x.reserve(static_cast<std::size_t>(grid.nx));
    y.reserve(static_cast<std::size_t>(grid.ny));
    for (int i = 0; i < grid.nx; ++i)
        x.push_back(grid.x(i));
    for (int j = 0; j < grid.ny; ++j)
        y.push_back(grid.y(j));
    Archive archive(file);
    archive.add(carriedExperimentKey, npy(formatExperimentOnOneLine(experiment)));
    archive.add("units", npy(unitsOf(experiment.units, particles != nullptr)));
    archive.add("time", npy("<f8", "", &time, sizeof time));
    archive.add("x", npy(x));
    archive.add("y", npy(y));
    addFields(archive, fields);
    if (particles != nullptr)
        addParticles(archive, *particles);
    archive.finish();
    file.commit();
}

} // namespace dqm
