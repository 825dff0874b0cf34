#include "app/session/ExperimentDocument.h"

#include "app/session/History.h"
#include "core/setup/ExperimentChecks.h"
#include "core/setup/Parameters.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace dqm {

namespace {

const QString widthId = QStringLiteral("packets.width");

/// Both components of a velocity are moved by one hand.
QString keyOf(const QString& id) { return id.endsWith(QLatin1Char(']')) ? id.chopped(3) : id; }

bool areAlikeButForTheirWidths(const Packet& one, const Packet& other)
{
    return std::visit(
        [&other](auto packet) {
            const auto* wanted = std::get_if<decltype(packet)>(&other);
            if (!wanted)
                return false;
            if constexpr (requires { packet.sigma; })
                packet.sigma = wanted->sigma;
            if constexpr (requires { packet.omega; })
                packet.omega = wanted->omega;
            return packet == *wanted;
        },
        one);
}

/// Whether they are those of the file but for one factor on all widths.
bool areWidened(const std::vector<Packet>& file, const std::vector<Packet>& now)
{
    std::optional<double> factor;
    for (std::size_t k = 0; k < std::min(file.size(), now.size()); ++k) {
        if (!areAlikeButForTheirWidths(file[k], now[k]))
            return false;
        if (widthOfPacket(file[k]) <= 0.0)
            continue;
        const double own = widthOfPacket(now[k]) / widthOfPacket(file[k]);
        constexpr double rounding = 1e-12;
        if (std::abs(own - factor.value_or(own)) > rounding * own)
            return false;
        factor = own;
    }
    return file.size() == now.size();
}

} // namespace

ExperimentDocument::ExperimentDocument(History& history, QObject* parent)
    : Document(history, Experiment(), parent)
{
}

void ExperimentDocument::setValue(const QString& id, double value)
{
    Experiment next = present();
    try {
        double factor = value;
        // The width is a factor on the file's packets, not on the last position of the slider; what
        // was thrown or moved by hand is widened as it is.
        if (id == widthId && areWidened(asLoaded().packets, present().packets))
            next.packets = asLoaded().packets;
        else if (id == widthId)
            factor = value / packetWidth();
        setParameterValue(next, id.toStdString(), factor);
    } catch (const std::exception& error) {
        emit failed(QString::fromUtf8(error.what()));
        return;
    }
    change(std::move(next), QString::fromStdString(parameter(id.toStdString()).label), keyOf(id));
}

double ExperimentDocument::packetWidth() const
{
    const auto& file = asLoaded().packets;
    const auto& now = present().packets;
    for (std::size_t k = 0; k < std::min(file.size(), now.size()); ++k) {
        if (widthOfPacket(file[k]) > 0.0)
            return widthOfPacket(now[k]) / widthOfPacket(file[k]);
    }
    return 1.0;
}

void ExperimentDocument::setStage(const StageSettings& stage)
{
    Experiment next = present();
    next.stage = stage;
    change(std::move(next), tr("what stands side by side"));
}

void ExperimentDocument::setEnsemble(const EnsembleSettings& ensemble)
{
    Experiment next = present();
    next.ensemble = ensemble;
    change(std::move(next), tr("particles"), QStringLiteral("ensemble"));
}

void ExperimentDocument::setTimeEnd(TimeSettings::End end)
{
    Experiment next = present();
    next.time.end = end;
    change(std::move(next), tr("end of time"));
}

bool ExperimentDocument::change(Experiment next, const QString& what, const QString& key)
{
    try {
        validate(next);
    } catch (const std::exception& error) {
        emit failed(QString::fromUtf8(error.what()));
        return false;
    }
    if (next == present())
        return true;
    table().present = std::move(next);
    history().note(*this, what, key);
    emit changed();
    emit titleChanged();
    return true;
}

void ExperimentDocument::resetToFile()
{
    table().present = table().loaded;
    history().note(*this, tr("reset to file"));
    emit opened();
    emit titleChanged();
}

void ExperimentDocument::replace(const AnyExperiment& experiment)
{
    Experiment ofOldView = std::get<Experiment>(experiment);
    ofOldView.view = present().view;
    ofOldView.moments = present().moments;
    // Another look at the same numbers asks nothing of them.
    const bool isOnlyTheView = ofOldView == present();
    table().present = experiment;
    emit restored();
    if (!isOnlyTheView)
        emit changed();
    emit titleChanged();
}

void ExperimentDocument::setView(const ViewSettings& view)
{
    if (view == present().view)
        return;
    std::get<Experiment>(table().present).view = view;
    history().note(*this, tr("view"), QStringLiteral("view"));
}

void ExperimentDocument::lookAs(const ViewSettings& view)
{
    if (view == present().view)
        return;
    setView(view);
    emit restored();
    emit titleChanged();
}

void ExperimentDocument::setMoments(std::vector<Moment> moments, const QString& what)
{
    Experiment next = present();
    next.moments = std::move(moments);
    try {
        validate(next);
    } catch (const std::exception& error) {
        emit failed(QString::fromUtf8(error.what()));
        return;
    }
    if (next.moments == present().moments)
        return;
    table().present = std::move(next);
    history().note(*this, what);
    emit titleChanged();
}

void ExperimentDocument::noteView(const ViewSettings& view)
{
    std::get<Experiment>(table().present).view = view;
    history().amend(*this);
}

} // namespace dqm
