#pragma once

#include "core/frames/Frame.h"
#include "widgets/theme/Theme.h"

#include <QWidget>

#include <memory>

namespace dqm {

/// The numbers beside the scene: energies with units, rest energy, conservation error, norm, D, the
/// uncertainty product beside its bound, and the invariance table K | K': what changes with W
/// (mean position, momentum, drift energy) and what does not (sigma, u, diffusion energy, D,
/// uncertainty), with the differences to the ensemble evolved in K' on its own where it is carried.
class Readouts : public QWidget
{
    Q_OBJECT

public:
    explicit Readouts(QWidget* parent = nullptr);
    ~Readouts() override;

    void setFrame(const Frame& frame);
    void setTheme(const Theme& theme);

private:
    struct Implementation;
    std::unique_ptr<Implementation> m_implementation;
};

} // namespace dqm
