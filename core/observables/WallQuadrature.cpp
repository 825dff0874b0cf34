#include "core/observables/WallQuadrature.h"

#include <cmath>
#include <map>
#include <mutex>
#include <numbers>

namespace dqm {

namespace {

/// The series' coefficients are (2/(n+1)) sum_i f_i trig(k pi i/(n+1)), the first and last cosine
/// counted half; each is multiplied by the moment of its own wave.
WallQuadrature computed(int n)
{
    const int period = 2 * (n + 1);
    const Eigen::ArrayXd angle
        = Eigen::ArrayXd::LinSpaced(period, 0.0, period - 1.0) * (std::numbers::pi / double(n + 1));
    const Eigen::ArrayXd cosines = angle.cos();
    const Eigen::ArrayXd sines = angle.sin();
    WallQuadrature weights{Eigen::ArrayXd::Constant(n, 0.25),
        Eigen::ArrayXd::Constant(n, 1.0 / 6.0), Eigen::ArrayXd::Zero(n), Eigen::ArrayXd::Zero(n)};
    for (int k = 1; k <= n + 1; ++k) {
        const double sign = k % 2 == 0 ? 1.0 : -1.0;
        const double share = k == n + 1 ? 0.5 : 1.0;
        const double wave = k * std::numbers::pi;
        for (int i = 1; i <= n; ++i) {
            const auto place = Eigen::Index((static_cast<long long>(k) * i) % period);
            weights.evenX(i - 1) += share * cosines(place) * (sign - 1.0) / (wave * wave);
            weights.evenXSquared(i - 1) += share * cosines(place) * 2.0 * sign / (wave * wave);
            weights.odd(i - 1) += sines(place) * (1.0 - sign) / wave;
            weights.oddX(i - 1) -= sines(place) * sign / wave;
        }
    }
    const double scale = 2.0 / double(n + 1);
    return {scale * weights.evenX, scale * weights.evenXSquared, scale * weights.odd,
        scale * weights.oddX};
}

} // namespace

const WallQuadrature& wallQuadrature(int n)
{
    static std::mutex mutex;
    static std::map<int, WallQuadrature> known;
    const std::lock_guard lock(mutex);
    const auto found = known.find(n);
    return found != known.end() ? found->second : known.emplace(n, computed(n)).first->second;
}

} // namespace dqm
