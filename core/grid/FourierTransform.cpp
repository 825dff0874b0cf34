#include "core/grid/FourierTransform.h"

#include "core/grid/TransformPlan.h"

#include <cstdlib>
#include <memory>
#include <stdexcept>

namespace dqm {

FourierTransform::FourierTransform(const Grid& grid, int threads)
    : m_plan(TransformPlan::shared(
        grid.isTorus() ? TransformKind::Fourier : TransformKind::Sine, grid.nx, grid.ny, threads))
    , m_nx(grid.nx)
    , m_ny(grid.ny)
    , m_normalisation(normalisation(grid))
{
}

void FourierTransform::forward(ComplexField& field) const
{
    requireShape(field);
    m_plan->forward(field.data());
}

void FourierTransform::inverse(ComplexField& field) const
{
    requireShape(field);
    m_plan->inverse(field.data());
}

double FourierTransform::normalisation(const Grid& grid)
{
    return grid.isTorus() ? 1.0 / (1.0 * grid.nx * grid.ny)
                          : 1.0 / (4.0 * (grid.nx + 1.0) * (grid.ny + 1.0));
}

void FourierTransform::requireShape(const ComplexField& field) const
{
    if (field.rows() != m_ny || field.cols() != m_nx)
        throw std::invalid_argument("The transform is for " + std::to_string(m_nx) + " x "
            + std::to_string(m_ny) + " points, the field has " + std::to_string(field.cols())
            + " x " + std::to_string(field.rows()) + ".");
}

} // namespace dqm
