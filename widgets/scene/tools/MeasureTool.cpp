#include "widgets/scene/tools/MeasureTool.h"

#include "widgets/scene/tools/parts/PacketHand.h"
#include "widgets/scene/tools/parts/PresentEvents.h"
#include "widgets/scene/tools/parts/ToolInk.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace dqm {

namespace {

class MeasureTool : public SceneTool
{
public:
    using SceneTool::SceneTool;

    bool press(const Touch& touch) override
    {
        if (!touch.isOnPlane || !host().frame())
            return false;
        m_place = touch.place;
        return true;
    }

    void drag(const Touch& touch) override
    {
        if (m_place)
            m_place = touch.place;
    }

    void turn(double notches) override
    {
        constexpr double widerPerNotch = 1.1;
        const ToolNumber width = numbers().front();
        m_width = std::clamp(m_width * std::pow(widerPerNotch, notches), width.least, width.most);
    }

    void release(const Touch& touch) override
    {
        const bool isHeld = m_place && host().frame();
        m_place.reset();
        if (!isHeld)
            return;
        std::vector<Event> events;
        for (const Axis axis : {Axis::X, Axis::Y}) {
            Event event;
            event.time = host().frame()->time;
            event.measure = Measurement{axis, m_width, std::nullopt};
            if (touch.isShifted)
                event.measure->outcome = touch.place[axis == Axis::X ? 0 : 1];
            events.push_back(event);
        }
        host().change(withEvents(host().experiment(), events), QStringLiteral("measurement"), {});
    }

    void cancel() override { m_place.reset(); }

    std::vector<ToolNumber> numbers() override
    {
        const Grid& grid = host().experiment().grid;
        return {{"measure.width", QStringLiteral("Resolution"),
            QStringLiteral("How exactly the instrument tells a place, its standard deviation; the "
                           "wheel changes it while the button is held"),
            Quantity::Length, std::max(grid.dx(), grid.dy()), grid.size.minCoeff(), &m_width}};
    }

    void suit(const Experiment& experiment) override
    {
        const Grid& grid = experiment.grid;
        m_width = std::max(grid.size.minCoeff() / 32.0, 2.0 * std::max(grid.dx(), grid.dy()));
    }

    void paint(ToolInk& ink, const Touch* pointer) const override
    {
        const bool isNear = pointer && pointer->isOnPlane;
        if (!m_place && !isNear)
            return;
        const Vec2 place = m_place ? *m_place : pointer->place;
        const Experiment& experiment = host().experiment();
        const PhysicalConstants constants = physicalConstants(experiment);
        // Along each of both axes hbar^2/8mw^2.
        const double price
            = constants.hbar * constants.hbar / (4.0 * constants.mass * m_width * m_width);
        ink.ring(place, Vec2::Constant(m_width), ink.theme().diffusion);
        ink.words(ink.map().pixelOf(place),
            {QStringLiteral("<i>w</i> = ")
                    + quantityText(m_width, Quantity::Length, experiment.units),
                QStringLiteral("costs <i>U</i>ᵤ ")
                    + quantityText(price, Quantity::Energy, experiment.units)
                    + QStringLiteral(" in the mean")});
    }

private:
    std::optional<Vec2> m_place;
    double m_width = 1.0;
};

} // namespace

constexpr SceneToolKind measureTool{"toolMeasure", "Measure &here", "I",
    "Measure where the particles are, as exactly as the ring is wide [model]: what is found is "
    "drawn with its probability, with Shift it is the place under the pointer",
    [](ToolHost& host) -> std::unique_ptr<SceneTool> {
        return std::make_unique<MeasureTool>(host);
    }};

} // namespace dqm
