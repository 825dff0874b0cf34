#include "widgets/scene/tools/EraseTool.h"

#include "widgets/scene/tools/parts/StrokeTool.h"
#include "widgets/theme/Theme.h"

#include <algorithm>

namespace dqm {

namespace {

class EraseTool : public StrokeTool
{
public:
    using StrokeTool::StrokeTool;

protected:
    double height() const override { return 0.0; }
    QColor colour(const Theme& theme) const override { return theme.mutedText; }
    QString step() const override { return QStringLiteral("erasing"); }

    bool mayBegin() const override
    {
        const auto& terms = host().experiment().potential;
        const bool hasDrawn = std::any_of(terms.begin(), terms.end(),
            [](const PotentialTerm& term) { return std::holds_alternative<DrawnTerm>(term); });
        if (!hasDrawn)
            host().say(QStringLiteral("Nothing was drawn here: the eraser wipes only what was "
                                      "drawn by hand, not the other parts of the potential."));
        return hasDrawn;
    }
};

} // namespace

constexpr SceneToolKind eraseTool{"toolErase", "&Erase", "Z",
    "Wipe out what was drawn, and only that: press and drag, with Shift straight",
    [](ToolHost& host) -> std::unique_ptr<SceneTool> { return std::make_unique<EraseTool>(host); }};

} // namespace dqm
