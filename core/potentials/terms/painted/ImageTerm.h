#pragma once

#include "core/potentials/parts/TermParts.h"
#include "core/values/Key.h"
#include "core/values/KeyTable.h"

#include <memory>
#include <string>

namespace dqm {

/// A picture as V: black is `low`, white is `high`, over the whole rectangle of the grid. Between
/// the middles of its pixels V is linear, or averaged over the cells of a coarser grid. Core reads
/// no pictures: who reads the experiment decodes them.
struct ImageTerm
{
    static constexpr const char* type = "image";
    static constexpr int mostPixels = 512; ///< a side

    std::string file; ///< beside the experiment, or
    std::string data; ///< a PNG in base64
    double low = 0.0; ///< energy of black
    double high = 1.0; ///< energy of white
    std::shared_ptr<const RealField> grey; ///< 0 .. 1, the lowest row first
    bool operator==(const ImageTerm& other) const
    {
        const bool isSame = grey == other.grey
            || (grey && other.grey && grey->rows() == other.grey->rows()
                && grey->cols() == other.grey->cols() && (*grey == *other.grey).all());
        return isSame && file == other.file && data == other.data && low == other.low
            && high == other.high;
    }

    static void visitKeys(auto& v, auto& term)
    {
        v.unlessEmpty("file", term.file);
        v.unlessEmpty("data", term.data);
        v("low", term.low);
        v("high", term.high);
    }
};

void addTerm(const ImageTerm& term, const TermPoints& points, TermSums sums);
void check(const ImageTerm& term, const TermSetting& setting, const Key& key);
/// Never: what a picture shows has edges.
bool isResolved(const ImageTerm& term, const Grid& grid);

} // namespace dqm
