#pragma once

#include <Eigen/Core>
#include <complex>

namespace dqm {

/// A field on the grid: row-major (ny, nx), x fastest, the order of FFTW and of image data.
template <class T>
using Field = Eigen::Array<T, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

using RealField = Field<double>;
using FloatField = Field<float>;
using ComplexField = Field<std::complex<double>>;
/// True where a ratio such as grad rho / rho has a meaning.
using MaskField = Field<bool>;

using Vec2 = Eigen::Vector2d;

/// A real vector field in the plane, both components of one shape.
struct VectorField
{
    RealField x;
    RealField y;
};

/// A complex vector field in the plane, such as grad psi.
struct ComplexVectorField
{
    ComplexField x;
    ComplexField y;
};

} // namespace dqm
