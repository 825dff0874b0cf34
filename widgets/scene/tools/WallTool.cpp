#include "widgets/scene/tools/WallTool.h"

#include "widgets/scene/tools/parts/StrokeTool.h"
#include "widgets/theme/Theme.h"

namespace dqm {

namespace {

class WallTool : public StrokeTool
{
public:
    using StrokeTool::StrokeTool;

    std::vector<ToolNumber> numbers() override
    {
        std::vector<ToolNumber> all = StrokeTool::numbers();
        const double scale = 100.0 * usualHeight(host().experiment());
        all.push_back({"stroke.height", QStringLiteral("Height"),
            QStringLiteral("Energy of what is drawn; a negative one is a well"), Quantity::Energy,
            -scale, scale, &m_height});
        return all;
    }

    void suit(const Experiment& experiment) override
    {
        StrokeTool::suit(experiment);
        m_height = usualHeight(experiment);
    }

protected:
    double height() const override { return m_height; }
    QColor colour(const Theme& theme) const override { return theme.potential; }
    QString step() const override { return QStringLiteral("wall"); }

    bool mayBegin() const override
    {
        if (host().experiment().strength == 0.0)
            host().say(QStringLiteral("The strength of the potential is 0: what is drawn acts once "
                                      "it is raised."));
        return true;
    }

private:
    double m_height = 1.0;
};

} // namespace

constexpr SceneToolKind wallTool{"toolWall", "&Wall", "W",
    "Draw walls, or wells of negative height: press and drag, with Shift straight; they act at "
    "once, also while time runs",
    [](ToolHost& host) -> std::unique_ptr<SceneTool> { return std::make_unique<WallTool>(host); }};

} // namespace dqm
