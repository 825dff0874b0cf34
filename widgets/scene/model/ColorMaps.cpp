#include "widgets/scene/model/ColorMaps.h"

#include "widgets/scene/model/Colourings.h"
#include "widgets/scene/model/Resources.h"

#include <QList>

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace dqm {

namespace {

ColorMap load(const QString& name, bool cyclic)
{
    const QList<QByteArray> lines
        = resourceText(QStringLiteral(":/colormaps/%1.csv").arg(name)).split('\n');
    std::array<ColorMap::Rgb, ColorMap::size> colors{};
    for (std::size_t i = 0; i < colors.size(); ++i) {
        // The first line names the columns.
        const QList<QByteArray> cells = lines.value(static_cast<int>(i) + 1).split(',');
        if (cells.size() != 3)
            throw std::runtime_error("colour map damaged: " + name.toStdString());
        ColorMap::Rgb& color = colors[i];
        color.r = static_cast<std::uint8_t>(cells[0].toUInt());
        color.g = static_cast<std::uint8_t>(cells[1].toUInt());
        color.b = static_cast<std::uint8_t>(cells[2].toUInt());
    }
    return {colors, cyclic};
}

} // namespace

ColorMap::ColorMap(const std::array<Rgb, size>& colors, bool cyclic)
    : m_colors(colors)
    , m_cyclic(cyclic)
{
}

QColor ColorMap::at(double position) const
{
    const int index = m_cyclic
        ? static_cast<int>(std::lround(position * size)) & (size - 1)
        : std::clamp(static_cast<int>(std::lround(position * (size - 1))), 0, size - 1);
    const Rgb& color = (*this)[index];
    return {color.r, color.g, color.b};
}

const ColorMap& phaseMap()
{
    static const ColorMap map = load(QStringLiteral("phase"), true);
    return map;
}

const ColorMap& densityMap()
{
    static const ColorMap map = load(QStringLiteral("density"), false);
    return map;
}

const ColorMap& signedMap()
{
    static const ColorMap map = load(QStringLiteral("signed"), false);
    return map;
}

ColorMap neutralMap(const Theme& theme)
{
    // Light enough for dark lines and dark enough for light ones, and never the surface itself.
    constexpr double from = 0.10;
    constexpr double to = 0.40;
    std::array<ColorMap::Rgb, ColorMap::size> colors{};
    for (std::size_t i = 0; i < colors.size(); ++i) {
        const double share
            = from + (to - from) * static_cast<double>(i) / static_cast<double>(ColorMap::size - 1);
        const auto channel = [share](int surface, int ink) {
            return static_cast<std::uint8_t>(std::lround(surface + share * (ink - surface)));
        };
        colors[i] = {channel(theme.surface.red(), theme.total.red()),
            channel(theme.surface.green(), theme.total.green()),
            channel(theme.surface.blue(), theme.total.blue())};
    }
    return {colors, false};
}

QColor wallColor(const Theme& theme)
{
    const auto middle = [](int a, int b) { return (a + b) / 2; };
    return {middle(theme.potential.red(), theme.surface.red()),
        middle(theme.potential.green(), theme.surface.green()),
        middle(theme.potential.blue(), theme.surface.blue())};
}

ColorMap colorMap(ColorBy by, const Theme& theme)
{
    switch (colouring(by).map) {
    case Colouring::Map::Phase:
        return phaseMap();
    case Colouring::Map::Neutral:
        return neutralMap(theme);
    case Colouring::Map::Signed:
        return signedMap();
    case Colouring::Map::Density:
        break;
    }
    return densityMap();
}

} // namespace dqm
