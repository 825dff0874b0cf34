#include "widgets/scene/layers/PictureTextures.h"

#include "core/frames/LocalEnergy.h"
#include "core/grid/Parallel.h"
#include "widgets/scene/model/ColorMaps.h"
#include "widgets/scene/model/SceneGeometry.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace dqm {

bool isColored(const Picture& picture, ColorBy by)
{
    const auto size = picture.rho.size();
    switch (by) {
    case ColorBy::Phase:
        return picture.re.size() == size && picture.im.size() == size;
    case ColorBy::Density:
    case ColorBy::Neutral:
        return true;
    case ColorBy::DriftSpeed:
        return picture.vx.size() == size && picture.vy.size() == size;
    case ColorBy::DiffusionSpeed:
        return picture.ux.size() == size && picture.uy.size() == size;
    case ColorBy::QuantumPotential:
        return picture.Q.size() == size;
    case ColorBy::LocalEnergy:
        return hasLocalEnergy(picture);
    case ColorBy::ResidualHamiltonJacobi:
        return picture.residualHamiltonJacobi.size() == size;
    case ColorBy::ResidualContinuity:
        return picture.residualContinuity.size() == size;
    }
    return false;
}

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

/// Branch-free arctangent, good to 2e-4 rad, a fifth of a colour's width; the loop vectorises.
float angle(float y, float x)
{
    const float ax = std::abs(x);
    const float ay = std::abs(y);
    const float ratio = std::min(ax, ay) / std::max(std::max(ax, ay), 1e-30F);
    const float s = ratio * ratio;
    float r = ((-0.0464964749F * s + 0.15931422F) * s - 0.327622764F) * s * ratio + ratio;
    constexpr auto pi = std::numbers::pi_v<float>;
    r = ay > ax ? 0.5F * pi - r : r;
    r = x < 0.0F ? pi - r : r;
    return y < 0.0F ? -r : r;
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
        , m_mass(scales.mass)
        , m_meanEnergy(scales.meanEnergy)
        , m_by(by)
        , m_low(static_cast<float>(scales.colorLow))
        , m_factor(static_cast<float>(
              (ColorMap::size - 1) / std::max(scales.colorHigh - scales.colorLow, 1e-30)))
        , m_available(isColored(picture, by))
    {
    }

    bool available() const { return m_available; }

    /// The quantity has a meaning only above the floor where it is a ratio.
    bool isRatio() const
    {
        return m_by != ColorBy::Phase && m_by != ColorBy::Density && m_by != ColorBy::Neutral;
    }

    void row(int j, std::vector<int>& indices) const
    {
        const auto nx = static_cast<std::size_t>(m_picture.rho.cols());
        const auto start = static_cast<Eigen::Index>(j) * m_picture.rho.cols();
        const auto each = [&](auto value) {
            for (std::size_t i = 0; i < nx; ++i)
                indices[i] = value(start + static_cast<Eigen::Index>(i));
        };
        const auto along = [this](float value) {
            // In this order a NaN becomes 0.
            const float position
                = std::min(std::max(0.0F, (value - m_low) * m_factor), ColorMap::size - 1.0F);
            return static_cast<int>(position + 0.5F);
        };
        const auto length = [&along](const FloatField& x, const FloatField& y) {
            return [&along, a = x.data(), b = y.data()](
                       Eigen::Index k) { return along(std::sqrt(a[k] * a[k] + b[k] * b[k])); };
        };
        switch (m_by) {
        case ColorBy::Phase:
            each([re = m_picture.re.data(), im = m_picture.im.data()](Eigen::Index k) {
                constexpr float turns = ColorMap::size / (2.0F * std::numbers::pi_v<float>);
                return static_cast<int>(angle(im[k], re[k]) * turns + (ColorMap::size + 0.5F));
            });
            break;
        case ColorBy::Density:
        case ColorBy::Neutral:
            each([rho = m_picture.rho.data(), &along](Eigen::Index k) { return along(rho[k]); });
            break;
        case ColorBy::DriftSpeed:
            each(length(m_picture.vx, m_picture.vy));
            break;
        case ColorBy::DiffusionSpeed:
            each(length(m_picture.ux, m_picture.uy));
            break;
        case ColorBy::QuantumPotential:
            each([q = m_picture.Q.data(), &along](Eigen::Index k) { return along(q[k]); });
            break;
        case ColorBy::ResidualHamiltonJacobi:
            each([off = m_picture.residualHamiltonJacobi.data(), &along](
                     Eigen::Index k) { return along(off[k]); });
            break;
        case ColorBy::ResidualContinuity:
            each([off = m_picture.residualContinuity.data(), &along](
                     Eigen::Index k) { return along(off[k]); });
            break;
        case ColorBy::LocalEnergy:
            each([this, &along](Eigen::Index k) {
                return along(
                    static_cast<float>(localEnergyAt(m_picture, m_mass, k) - m_meanEnergy));
            });
            break;
        }
    }

private:
    const Picture& m_picture;
    double m_mass;
    double m_meanEnergy;
    ColorBy m_by;
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
        std::vector<int> indices(static_cast<std::size_t>(nx));
        for (int sample = begin; sample < end; ++sample) {
            const int j = source(sample, ny, torus);
            std::uint8_t* out = m_color.data()
                + 4 * static_cast<std::size_t>(m_width) * static_cast<std::size_t>(sample);
            if (j >= 0 && indexer.available())
                indexer.row(j, indices);
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
