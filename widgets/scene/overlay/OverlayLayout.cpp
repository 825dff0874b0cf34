#include "widgets/scene/overlay/OverlayLayout.h"

#include "core/frames/StagePanes.h"
#include "widgets/scene/layers/PictureTextures.h"
#include "widgets/scene/marks/SceneAxes.h"
#include "widgets/scene/model/Colourings.h"
#include "widgets/scene/model/SceneCamera.h"
#include "widgets/scene/model/SceneGeometry.h"
#include "widgets/scene/overlay/ColorLegend.h"
#include "widgets/scene/overlay/FlowLegend.h"
#include "widgets/scene/overlay/OverlayWords.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <utility>

namespace dqm {

namespace {

constexpr double gap = 8.0; ///< between blocks, and of a block to the plane
constexpr double legendGap = 12.0; ///< between two blocks in one corner
/// The share of a pane below which the plane asks blocks to go.
constexpr double smallestPlane = 0.6;

enum class Corner
{
    TopLeft,
    TopRight,
    BottomLeft,
    BottomRight
};
constexpr std::array corners{
    Corner::TopLeft, Corner::TopRight, Corner::BottomLeft, Corner::BottomRight};

Corner cornerOf(OverlayPart part)
{
    switch (part) {
    case OverlayPart::Color:
        return Corner::TopRight;
    case OverlayPart::Heights:
    case OverlayPart::Flows:
        return Corner::BottomLeft;
    case OverlayPart::Notes:
        return Corner::BottomRight;
    case OverlayPart::Title:
    case OverlayPart::AxisLabel:
    case OverlayPart::Arrow:
        break;
    }
    return Corner::TopLeft;
}

bool isLeft(Corner corner) { return corner == Corner::TopLeft || corner == Corner::BottomLeft; }
bool isTop(Corner corner) { return corner == Corner::TopLeft || corner == Corner::TopRight; }

/// Numbers that take the most room: the room of a block must not depend on those of one frame.
SceneScales wideScales(const SceneState& state)
{
    SceneScales wide;
    const double number = 8.88e-5;
    wide.heightRho = wide.colorHigh = wide.driftSpeed = wide.diffusionSpeed = number;
    wide.colorLow = colouring(state.options.colorBy).map == Colouring::Map::Signed ? -number : 0.0;
    const auto& start = state.frame->start;
    const bool hasV
        = start ? start->potentialHigh > start->potentialLow : state.picture()->V.size() > 0;
    if (hasV)
        wide.potentialTop = wide.contourStep = number;
    wide.wallHeight = number;
    wide.hasWalls = true;
    return wide;
}

std::vector<OverlayBlock> allBlocks(
    const SceneState& state, const SceneScales& scales, const OverlayStyle& style, TitleLines title)
{
    std::vector<OverlayBlock> blocks;
    const auto add = [&blocks](OverlayBlock block) {
        if (!block.size.isEmpty())
            blocks.push_back(std::move(block));
    };
    add(titleBlock(state, style, title));
    const ColorBy by = drawnColoring(state.options);
    if (state.legends && isColored(*state.picture(), by))
        add(colorBlock(style, by, scales, state.frame->units));
    add(heightBlock(state, scales, style));
    if (state.legends) {
        add(flowBlock(style, state, scales));
        add(noteBlock(state, scales, style));
    }
    return blocks;
}

std::vector<PlacedBlock> inCorners(std::vector<OverlayBlock> blocks, QSizeF pane, double margin)
{
    std::vector<PlacedBlock> placed;
    std::array<double, corners.size()> used{};
    for (OverlayBlock& block : blocks) {
        const Corner corner = cornerOf(block.part);
        double& height = used[static_cast<std::size_t>(corner)];
        const double x = isLeft(corner) ? margin : pane.width() - margin - block.size.width();
        const double y = isTop(corner) ? margin + height
                                       : pane.height() - margin - height - block.size.height();
        height += block.size.height() + legendGap;
        const QRectF rectangle(QPointF(x, y), block.size);
        placed.push_back({std::move(block), rectangle});
    }
    return placed;
}

/// The blocks of each corner as one.
std::vector<std::pair<Corner, QRectF>> groups(const std::vector<PlacedBlock>& placed)
{
    std::vector<std::pair<Corner, QRectF>> found;
    for (const Corner corner : corners) {
        QRectF all;
        for (const PlacedBlock& each : placed) {
            if (cornerOf(each.block.part) == corner)
                all = all.united(each.rectangle);
        }
        if (!all.isNull())
            found.emplace_back(corner, all);
    }
    return found;
}

/// The corner whose blocks lie on those of a more important one, or outside of the pane.
std::optional<Corner> collision(const std::vector<std::pair<Corner, QRectF>>& all, QSizeF pane)
{
    const QRectF whole(QPointF(0.0, 0.0), pane);
    for (std::size_t i = 0; i < all.size(); ++i) {
        bool collides = !whole.contains(all[i].second);
        for (std::size_t j = 0; j < i; ++j)
            collides = collides
                || all[i].second.adjusted(-gap, -gap, gap, gap).intersects(all[j].second);
        if (collides)
            return all[i].first;
    }
    return std::nullopt;
}

/// The margins that keep clear of every corner's blocks, each by its width or by its height as
/// leaves the most for a plane lying flat.
QMarginsF flatMargins(const std::vector<std::pair<Corner, QRectF>>& all, QSizeF pane,
    const QMarginsF& labels, Vec2 halfSides)
{
    QMarginsF best = labels;
    double largest = -1.0;
    for (unsigned choice = 0; choice < (1U << all.size()); ++choice) {
        QMarginsF taken(0.0, 0.0, 0.0, 0.0);
        for (std::size_t i = 0; i < all.size(); ++i) {
            const auto& [corner, block] = all[i];
            const bool byWidth = (choice >> i & 1U) != 0;
            if (byWidth && isLeft(corner))
                taken.setLeft(std::max(taken.left(), block.right()));
            else if (byWidth)
                taken.setRight(std::max(taken.right(), pane.width() - block.left()));
            else if (isTop(corner))
                taken.setTop(std::max(taken.top(), block.bottom()));
            else
                taken.setBottom(std::max(taken.bottom(), pane.height() - block.top()));
        }
        const QMarginsF margins = labels + taken;
        const double scale
            = std::min((pane.width() - margins.left() - margins.right()) / halfSides.x(),
                (pane.height() - margins.top() - margins.bottom()) / halfSides.y());
        if (scale > largest) {
            largest = scale;
            best = margins;
        }
    }
    return best;
}

/// Labels of the axes, no more of a small pane than leaves a plane.
QMarginsF bounded(const QMarginsF& labels, QSizeF pane)
{
    return {std::min(labels.left(), 0.3 * pane.width()),
        std::min(labels.top(), 0.2 * pane.height()), std::min(labels.right(), 0.2 * pane.width()),
        std::min(labels.bottom(), 0.3 * pane.height())};
}

/// How much of a pane its room lets the plane fill, of one side at least, from the camera's usual
/// place.
double planeShare(const PaneRoom& room, const SceneGeometry& geometry, bool flat)
{
    CameraState usual;
    usual.flat = flat;
    const SceneCamera camera(usual, geometry, room);
    QRectF box;
    for (const double x : {-1.0, 1.0}) {
        for (const double y : {-1.0, 1.0}) {
            const QPointF corner
                = camera.project({x * geometry.halfSides.x(), y * geometry.halfSides.y(), 0.0});
            box |= QRectF(corner, QSizeF(1.0, 1.0));
        }
    }
    return std::max(box.width() / room.size.width(), box.height() / room.size.height());
}

struct Plan
{
    std::vector<OverlayPart> parts; ///< that are written
    TitleLines title = TitleLines::All;
    AxisLabels axes;
    PaneRoom room;
};

/// The least important words go, of one corner or of all: blocks first, then all of the title but
/// its line, then what is written at the axes, then the time, which the play bar tells as well.
/// @returns whether that changed anything.
bool leaveOut(Plan& plan, std::optional<Corner> from, bool flat)
{
    auto least = plan.parts.end();
    for (auto part = plan.parts.begin(); part != plan.parts.end(); ++part) {
        const bool mayGo = *part != OverlayPart::Title && (!from || cornerOf(*part) == *from);
        if (mayGo && (least == plan.parts.end() || *part > *least))
            least = part;
    }
    if (least != plan.parts.end()) {
        plan.parts.erase(least);
        return true;
    }
    if (plan.title == TitleLines::All) {
        plan.title = TitleLines::One;
        return true;
    }
    // Upright, names stand where the plane leaves room and take none of it.
    if (!from && flat && std::exchange(plan.axes.names, false))
        return true;
    if (!from && std::exchange(plan.axes.numbers, false))
        return true;
    return std::exchange(plan.title, TitleLines::Name) != TitleLines::Name;
}

std::vector<OverlayBlock> blocksOf(
    const Plan& plan, const SceneState& state, const SceneScales& scales, const OverlayStyle& style)
{
    std::vector<OverlayBlock> blocks = allBlocks(state, scales, style, plan.title);
    std::erase_if(blocks, [&plan](const OverlayBlock& block) {
        return std::find(plan.parts.begin(), plan.parts.end(), block.part) == plan.parts.end();
    });
    return blocks;
}

/// This pane and those beside it, which have one room: a plane is of one size in all of them.
std::vector<SceneState> panesOf(const SceneState& state)
{
    std::vector<SceneState> panes{state};
    if (state.legends)
        return panes;
    for (const StagePane& pane : stagePanes(*state.frame)) {
        if (pane.picture == state.picture() || !pane.picture->hasFields())
            continue;
        panes.push_back(state);
        panes.back().shown = pane.picture;
    }
    return panes;
}

/// The blocks of a plan, each as large as in the pane where it is largest.
std::vector<OverlayBlock> largestBlocks(const Plan& plan, const std::vector<SceneState>& panes,
    const SceneScales& scales, const OverlayStyle& style)
{
    std::vector<OverlayBlock> largest = blocksOf(plan, panes.front(), scales, style);
    for (std::size_t i = 1; i < panes.size(); ++i) {
        for (OverlayBlock& block : blocksOf(plan, panes[i], scales, style)) {
            const auto same = std::ranges::find(largest, block.part, &OverlayBlock::part);
            if (same == largest.end())
                largest.push_back(std::move(block));
            else
                same->size = same->size.expandedTo(block.size);
        }
    }
    return largest;
}

AxesRoom largestAxes(const std::vector<SceneState>& panes, const OverlayStyle& style, bool flat)
{
    AxesRoom largest;
    for (const SceneState& pane : panes) {
        const AxesRoom axes = axesRoom(style, *pane.picture(), flat);
        largest.margins = {std::max(largest.margins.left(), axes.margins.left()),
            std::max(largest.margins.top(), axes.margins.top()),
            std::max(largest.margins.right(), axes.margins.right()),
            std::max(largest.margins.bottom(), axes.margins.bottom())};
        largest.reach = std::max(largest.reach, axes.reach);
    }
    return largest;
}

Plan planFor(const SceneState& state, const OverlayStyle& style)
{
    const QSizeF pane = style.pane;
    Plan plan{{OverlayPart::Title, OverlayPart::Color, OverlayPart::Heights, OverlayPart::Flows,
                  OverlayPart::Notes},
        TitleLines::All, {}, PaneRoom(pane)};
    const Picture* picture = state.picture();
    if (!picture)
        return plan;
    const SceneGeometry geometry = sceneGeometry(picture->grid);
    const bool flat = state.camera.flat;
    const std::vector<SceneState> panes = panesOf(state);
    OverlayStyle labelled = style;
    const SceneScales wide = wideScales(state);
    while (true) {
        labelled.axes = plan.axes;
        const AxesRoom axes = largestAxes(panes, labelled, flat);
        const QMarginsF labels = bounded(axes.margins, pane);
        const auto all
            = groups(inCorners(largestBlocks(plan, panes, wide, style), pane, style.margin));
        plan.room = PaneRoom(pane, flatMargins(all, pane, labels, geometry.halfSides));
        if (!flat) {
            // Between the blocks in its corners there is mostly more room than beside them.
            PaneRoom between(pane, labels);
            between.labelReach = axes.reach;
            for (const auto& group : all)
                between.taken.push_back(group.second);
            if (planeShare(between, geometry, flat) > planeShare(plan.room, geometry, flat))
                plan.room = between;
        }
        const auto collides = collision(all, pane);
        const bool isCrowded = collides || planeShare(plan.room, geometry, flat) < smallestPlane;
        if (!isCrowded || !leaveOut(plan, collides, flat))
            return plan;
    }
}

OverlayStyle bareStyle(const SceneState& state)
{
    return {state.font, theme(state.options.theme), QSizeF(state.size)};
}

} // namespace

OverlayStyle overlayStyle(const SceneState& state)
{
    OverlayStyle style = bareStyle(state);
    if (!state.options.overlays) {
        style.room = QSizeF(state.size);
        return style;
    }
    const Plan plan = planFor(state, style);
    style.axes = plan.axes;
    style.room = plan.room;
    return style;
}

PaneRoom paneRoom(const SceneState& state) { return overlayStyle(state).room; }

std::vector<PlacedBlock> overlayBlocks(
    const SceneState& state, const SceneScales& scales, const OverlayStyle& style)
{
    return inCorners(
        blocksOf(planFor(state, style), state, scales, style), style.pane, style.margin);
}

std::vector<PlacedBlock> stageLegend(
    const SceneState& state, const SceneScales& scales, const OverlayStyle& style, double width)
{
    SceneState told = state;
    told.legends = true;
    told.options.particles = false; // each pane has its own
    std::vector<OverlayBlock> blocks = allBlocks(told, scales, style, TitleLines::All);
    std::erase_if(
        blocks, [](const OverlayBlock& block) { return block.part == OverlayPart::Title; });
    constexpr double between = 32.0;
    const auto taken = [&blocks] {
        double sum = -between;
        for (const OverlayBlock& block : blocks)
            sum += block.size.width() + between;
        return sum;
    };
    while (blocks.size() > 1 && taken() > width - 2.0 * style.margin)
        blocks.pop_back();
    double height = 0.0;
    for (const OverlayBlock& block : blocks)
        height = std::max(height, block.size.height());
    std::vector<PlacedBlock> placed;
    double x = std::max(style.margin, 0.5 * (width - taken()));
    for (OverlayBlock& block : blocks) {
        const QRectF rectangle(
            QPointF(x, gap / 2.0 + 0.5 * (height - block.size.height())), block.size);
        x += block.size.width() + between;
        placed.push_back({std::move(block), rectangle});
    }
    return placed;
}

} // namespace dqm
