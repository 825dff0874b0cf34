#pragma once

#include "core/frames/Frame.h"
#include "core/streamlines/Arrows.h"
#include "core/streamlines/Streamlines.h"
#include "widgets/scene/layers/LineGeometry.h"
#include "widgets/scene/layers/TracerTrails.h"
#include "widgets/scene/model/SceneOptions.h"

#include <string>

namespace dqm {

/// The kind that a layer shows of a flow.
FlowKind shownKind(FlowKind velocity, const FlowLayer& layer);

/// How wide the part of the plane is that rho fills: the root of (integral rho)^2 / integral rho^2,
/// 2 sqrt(pi) sigma for a round Gaussian; two packets far apart fill twice the area of one.
double filledWidth(const Picture& picture);

/// The distance between lines for a packet of a given width, in steps of sqrt 2 from a 36th of the
/// shorter side; it holds a step until the width is well past the next.
class PatternSpacing
{
public:
    void follow(double width, double side, bool anew);
    double spacing() const { return m_spacing; }

private:
    int m_step = 0;
    double m_spacing = 1.0;
};

/// Streamlines, arrows and tracers of v or u in the pictures of a pane, carried on from frame to
/// frame.
///
/// Flux     lines and arrows are those of rho v or rho u. Tracers move with the velocity all the
///          same: a flux is no speed.
/// Spacing  follows the packet in coarse steps. Lines of u stand a little farther apart than those
///          of v, and arrows of u between them, so that neither hides the other where both flows
///          have one direction.
class FlowLayers
{
public:
    /// @param velocity  Drift or Diffusion.
    explicit FlowLayers(FlowKind velocity)
        : m_velocityKind(velocity)
    {
    }

    /// Carries all on to another picture, or begins anew where there is nothing to carry on: after
    /// clear(), in another frame of reference or ensemble, at the start of a run, with the flux
    /// instead of the velocity.
    /// @param again  the picture of the last call once more, with other layers.
    void follow(const Frame& frame, const Picture& picture, const FlowLayer& wanted, int threads,
        bool again = false);
    void clear();

    const FlowField& field() const { return m_field; }
    const Streamlines& lines() const { return m_lines; }
    const std::vector<Arrow>& arrows() const { return m_arrows; }
    const TracerTrails& trails() const { return m_trails; }
    /// The speed, or flux, to call full strength: twice the rms, a steady measure; 0 if there is
    /// nothing to be seen.
    double fullSpeed() const;

    /// @param fullSpeed  as it is now, eased or not.
    void draw(LineGeometry& geometry, const LiftedSurface& surface, double fullSpeed) const;

private:
    void followLines(bool anew, bool again, Vec2 carriedBy, int threads);
    void followArrows();
    void followTracers(const Frame& frame, const Picture& picture, bool anew, int threads);

    FlowKind m_velocityKind;
    FlowKind m_kind = m_velocityKind;
    FlowLayer m_layer;
    FlowField m_field;
    FlowField m_velocity; ///< for tracers beside a flux
    PatternSpacing m_spacing;
    Streamlines m_lines;
    std::vector<Arrow> m_arrows;
    TracerTrails m_trails;
    std::string m_place; ///< which of the pictures of a frame it was
    Vec2 m_size{0.0, 0.0};
    double m_width = 0.0;
    Vec2 m_mean{0.0, 0.0};
    long long m_steps = 0;
    bool m_followed = false;
};

} // namespace dqm
