#pragma once

#include "core/grid/Field.h"

namespace dqm {

/// Where the fields of one state go: written in the type in which they are shown or stored.
template <class T>
struct FlowTargets
{
    Field<T>& rho;
    Field<T>& re; ///< Re psi, carrier and global phase included
    Field<T>& im;
    Field<T>& vx;
    Field<T>& vy;
    Field<T>& ux;
    Field<T>& uy;
    Field<T>& Q;

    void resize(Eigen::Index rows, Eigen::Index columns) const
    {
        for (Field<T>* field : {&rho, &re, &im, &vx, &vy, &ux, &uy, &Q})
            field->resize(rows, columns);
    }
};

} // namespace dqm
