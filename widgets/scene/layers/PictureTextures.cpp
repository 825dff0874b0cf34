#include "widgets/scene/layers/PictureTextures.h"

#include "core/grid/Parallel.h"
#include "widgets/scene/model/ColorMaps.h"
#include "widgets/scene/model/Colourings.h"
#include "widgets/scene/model/SceneGeometry.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace dqm {

bool isColored(const Picture& picture, ColorBy by) { return colouring(by).isIn(picture); }

namespace {

/// Where the potential leaves the range that is drawn its sheet ends and its contours stop.
constexpr float beyondTop = 1.15F;

/// Which grid column (or row) a sample of the closed rectangle shows; -1 is a wall.
int source(int sample, int count, bool torus)
{
    if (torus)
        return sample == count ? 0 : sample;
    return sample == 0 || sample == count + 1 ? -1 : sample - 1;
}

/// The grid column (or row) nearest to a sample: what a field without a wall value shows there.
int nearest(int sample, int count, bool torus)
{
    return torus ? source(sample, count, true) : std::clamp(sample - 1, 0, count - 1);
}

/// The neighbours of a sample for a central difference.
int neighbour(int sample, int offset, int samples, bool torus)
{
    const int moved = sample + offset;
    if (torus)
        return moved < 0 ? samples - 2 : moved >= samples ? 1 : moved;
    return std::clamp(moved, 0, samples - 1);
}

float smoothStep(float low, float high, float x)
{
    const float t = std::clamp((x - low) / (high - low), 0.0F, 1.0F);
    return t * t * (3.0F - 2.0F * t);
}

/// Position in the colour map of every cell of one grid row, 0 .. 255 (or any integer if cyclic).
class Indexer
{
public:
    Indexer(const Picture& picture, const SceneScales& scales, ColorBy by)
        : m_picture(picture)
        , m_scales(scales)
        , m_what(colouring(by))
        , m_low(static_cast<float>(scales.colorLow))
        , m_factor(static_cast<float>(
              (ColorMap::size - 1) / std::max(scales.colorHigh - scales.colorLow, 1e-30)))
        , m_available(m_what.isIn(picture))
    {
    }

    bool available() const { return m_available; }
    /// The quantity has a meaning only above the floor where it is a ratio.
    bool isRatio() const { return m_what.isRatio; }

    /// @param values  room for a row.
    void row(int j, std::vector<float>& values, std::vector<int>& indices) const
    {
        m_what.row(m_picture, m_scales, j, values.data());
        if (m_what.map == Colouring::Map::Phase) {
            constexpr float turns = ColorMap::size / (2.0F * std::numbers::pi_v<float>);
            for (std::size_t i = 0; i < indices.size(); ++i)
                indices[i] = static_cast<int>(values[i] * turns + (ColorMap::size + 0.5F));
            return;
        }
        for (std::size_t i = 0; i < indices.size(); ++i) {
            // In this order a NaN becomes 0.
            const float position
                = std::min(std::max(0.0F, (values[i] - m_low) * m_factor), ColorMap::size - 1.0F);
            indices[i] = static_cast<int>(position + 0.5F);
        }
    }

private:
    const Picture& m_picture;
    const SceneScales& m_scales;
    const Colouring& m_what;
    float m_low;
    float m_factor;
    bool m_available;
};

std::uint8_t mixed(int from, int to, int share)
{
    return static_cast<std::uint8_t>(from + ((to - from) * share + 127) / 255);
}

} // namespace

float PictureTextures::weight(float rhoOverMax)
{
    return smoothStep(0.09F, 0.46F, std::sqrt(std::max(rhoOverMax, 0.0F)));
}

void PictureTextures::fill(const Picture& picture, const SceneScales& scales, ColorBy colorBy,
    const Theme& theme, int threads)
{
    const bool torus = picture.grid.isTorus();
    m_width = static_cast<int>(picture.rho.cols()) + (torus ? 1 : 2);
    m_height = static_cast<int>(picture.rho.rows()) + (torus ? 1 : 2);
    const auto samples = static_cast<std::size_t>(m_width) * static_cast<std::size_t>(m_height);
    m_field.resize(4 * samples);
    m_color.resize(4 * samples);
    findSupport(picture);
    fillField(picture, scales, threads);
    fillColor(picture, scales, colorBy, theme, threads);
}

void PictureTextures::flatten(const Theme& theme)
{
    constexpr int share = 64; // of 255
    const std::array<int, 3> neutral{
        theme.surface.red(), theme.surface.green(), theme.surface.blue()};
    for (std::size_t k = 0; k < m_field.size(); k += 4) {
        m_field[k] = m_field[k + 1] = m_field[k + 2] = 0.0F;
        for (std::size_t c = 0; c < 3; ++c)
            m_color[k + c] = mixed(neutral[c], m_color[k + c], share);
        // Grid and contour lines are not to be hidden.
        m_color[k + 3] = 0;
    }
}

void PictureTextures::findSupport(const Picture& picture)
{
    m_support = {};
    const float level = 1e-3F * picture.rhoMax;
    int left = m_width;
    int right = -1;
    int bottom = m_height;
    int top = -1;
    const int margin = picture.grid.isTorus() ? 0 : 1;
    for (int j = 0; j < picture.rho.rows(); ++j) {
        const auto above = (picture.rho.row(j) > level).eval();
        if (!above.any())
            continue;
        bottom = std::min(bottom, j + margin);
        top = std::max(top, j + margin);
        Eigen::Index first = 0;
        above.cast<int>().maxCoeff(&first);
        Eigen::Index last = 0;
        above.reverse().cast<int>().maxCoeff(&last);
        left = std::min(left, static_cast<int>(first) + margin);
        right = std::max(right, static_cast<int>(above.size() - 1 - last) + margin);
    }
    if (right < left || top < bottom)
        return;
    // One sample more on either side; a torus that is reached at one edge goes on at the other.
    const auto share = [](int sample, int samples) {
        return std::clamp(static_cast<double>(sample) / (samples - 1), 0.0, 1.0);
    };
    m_support = {share(left - 1, m_width), share(right + 1, m_width), share(bottom - 1, m_height),
        share(top + 1, m_height)};
    if (picture.grid.isTorus() && left == 0)
        m_support.right = 1.0;
    if (picture.grid.isTorus() && bottom == 0)
        m_support.top = 1.0;
}

void PictureTextures::fillField(const Picture& picture, const SceneScales& scales, int threads)
{
    const bool torus = picture.grid.isTorus();
    const int nx = static_cast<int>(picture.rho.cols());
    const int ny = static_cast<int>(picture.rho.rows());
    const SceneGeometry geometry = sceneGeometry(picture.grid);
    const auto rise = static_cast<float>(geometry.peakHeight / std::max(scales.heightRho, 1e-30));
    const auto slopeX = static_cast<float>(
        rise * static_cast<double>(m_width - 1) / (4.0 * geometry.halfSides.x()));
    const auto slopeY = static_cast<float>(
        rise * static_cast<double>(m_height - 1) / (4.0 * geometry.halfSides.y()));
    const bool hasV = picture.V.size() == picture.rho.size() && scales.hasPotential();
    const auto vLow = static_cast<float>(scales.potentialLow);
    const auto vFactor
        = hasV ? static_cast<float>(1.0 / (scales.potentialTop - scales.potentialLow)) : 0.0F;

    parallelFor(m_height, threads, [&](int begin, int end) {
        // One row of rho around each sample's row, padded like the samples.
        const auto padded = [&](int sample, std::vector<float>& row) {
            const int j = source(sample, ny, torus);
            for (int i = 0; i < m_width; ++i) {
                const int k = source(i, nx, torus);
                row[static_cast<std::size_t>(i)] = j < 0 || k < 0 ? 0.0F : picture.rho(j, k);
            }
        };
        const auto width = static_cast<std::size_t>(m_width);
        std::vector<float> below(width);
        std::vector<float> here(width);
        std::vector<float> above(width);
        for (int sample = begin; sample < end; ++sample) {
            padded(neighbour(sample, -1, m_height, torus), below);
            padded(sample, here);
            padded(neighbour(sample, 1, m_height, torus), above);
            float* out = m_field.data() + 4 * width * static_cast<std::size_t>(sample);
            const int j = nearest(sample, ny, torus);
            for (int i = 0; i < m_width; ++i) {
                const auto left = here[static_cast<std::size_t>(neighbour(i, -1, m_width, torus))];
                const auto right = here[static_cast<std::size_t>(neighbour(i, 1, m_width, torus))];
                const auto s = static_cast<std::size_t>(i);
                const float nxRaw = -slopeX * (right - left);
                const float nyRaw = -slopeY * (above[s] - below[s]);
                const float length = 1.0F / std::sqrt(nxRaw * nxRaw + nyRaw * nyRaw + 1.0F);
                const int k = nearest(i, nx, torus);
                out[4 * s] = rise * here[s];
                out[4 * s + 1] = nxRaw * length;
                out[4 * s + 2] = nyRaw * length;
                out[4 * s + 3]
                    = hasV ? std::min((picture.V(j, k) - vLow) * vFactor, beyondTop) : 0.0F;
            }
        }
    });
}

void PictureTextures::fillColor(const Picture& picture, const SceneScales& scales, ColorBy colorBy,
    const Theme& theme, int threads)
{
    const bool torus = picture.grid.isTorus();
    const int nx = static_cast<int>(picture.rho.cols());
    const int ny = static_cast<int>(picture.rho.rows());
    const ColorMap map = colorMap(colorBy, theme);
    const Indexer indexer(picture, scales, colorBy);
    const std::array<int, 3> neutral{
        theme.surface.red(), theme.surface.green(), theme.surface.blue()};
    // A picture without psi is one of the frictional twin and has its colour.
    const bool isPlain = picture.isFrictional() && !indexer.available();
    const ColorMap::Rgb plain{static_cast<std::uint8_t>(theme.rest.red()),
        static_cast<std::uint8_t>(theme.rest.green()),
        static_cast<std::uint8_t>(theme.rest.blue())};
    const float inverseMax
        = 1.0F / std::max({picture.rhoMax, static_cast<float>(faintestPeak(scales)), 1e-30F});
    const float floor = indexer.isRatio() ? picture.rhoFloor : 0.0F;

    parallelFor(m_height, threads, [&](int begin, int end) {
        std::vector<float> values(static_cast<std::size_t>(nx));
        std::vector<int> indices(static_cast<std::size_t>(nx));
        for (int sample = begin; sample < end; ++sample) {
            const int j = source(sample, ny, torus);
            std::uint8_t* out = m_color.data()
                + 4 * static_cast<std::size_t>(m_width) * static_cast<std::size_t>(sample);
            if (j >= 0 && indexer.available())
                indexer.row(j, values, indices);
            for (int i = 0; i < m_width; ++i, out += 4) {
                const int k = source(i, nx, torus);
                int share = 0;
                ColorMap::Rgb color{};
                if (j >= 0 && k >= 0 && (isPlain || indexer.available())) {
                    const float rho = picture.rho(j, k);
                    share = rho > floor ? static_cast<int>(255.0F * weight(rho * inverseMax) + 0.5F)
                                        : 0;
                    color = isPlain
                        ? plain
                        : map[indices[static_cast<std::size_t>(k)] & (ColorMap::size - 1)];
                }
                out[0] = mixed(neutral[0], color.r, share);
                out[1] = mixed(neutral[1], color.g, share);
                out[2] = mixed(neutral[2], color.b, share);
                out[3] = static_cast<std::uint8_t>(share);
            }
        }
    });
}

} // namespace dqm
