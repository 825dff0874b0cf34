#include "core/frames/StagePanes.h"

#include <algorithm>

namespace dqm {

namespace {

const Picture& alone(const Frame& frame, bool fromK)
{
    const Picture& inK = frame.pictures.front();
    const Picture& observed = frame.pictures.size() > 1 ? frame.pictures[1] : inK;
    // A frame that was made before the choice has the other's fields alone.
    const bool seesK = !observed.hasFields() || (fromK && inK.hasFields());
    return seesK ? inK : observed;
}

} // namespace

std::size_t placeOf(StageRow row, StageColumn column)
{
    return (row == StageRow::Frictional ? 2U : 0U) + (column == StageColumn::KPrime ? 1U : 0U);
}

std::vector<StagePane> stagePanes(const Frame& frame, bool fromK)
{
    const bool twoColumns = frame.stage.columns == StageSettings::Columns::KAndKPrime
        && stagePicture(frame, StageRow::Frictionless, StageColumn::KPrime) != nullptr;
    const bool twoRows = frame.stage.rows == StageSettings::Rows::FrictionlessAndFrictional
        && stagePicture(frame, StageRow::Frictional, StageColumn::K) != nullptr;
    if (!twoColumns && !twoRows)
        return {{StageRow::Frictionless, StageColumn::K, &alone(frame, fromK)}};
    std::vector<StagePane> panes;
    for (const StageRow row : {StageRow::Frictionless, StageRow::Frictional}) {
        for (const StageColumn column : {StageColumn::K, StageColumn::KPrime}) {
            const bool stands = (row == StageRow::Frictionless || twoRows)
                && (column == StageColumn::K || twoColumns);
            const Picture* picture = stands ? stagePicture(frame, row, column) : nullptr;
            if (picture)
                panes.push_back({row, column, picture});
        }
    }
    return panes;
}

StageShape shapeOf(const std::vector<StagePane>& panes)
{
    const auto isInKPrime
        = [](const StagePane& pane) { return pane.column == StageColumn::KPrime; };
    const auto hasFriction = [](const StagePane& pane) { return pane.row == StageRow::Frictional; };
    return {std::ranges::any_of(panes, isInKPrime) ? 2 : 1,
        std::ranges::any_of(panes, hasFriction) ? 2 : 1};
}

bool rowsStandSideBySide(const StageShape& shape, int width, int height)
{
    return shape.rows > 1 && shape.columns == 1 && width > height;
}

} // namespace dqm
