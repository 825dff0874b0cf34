// Compiled once for each instruction set, with DQM_INSTRUCTION_SET, the namespace,
// DQM_VECTOR_BYTES and DQM_RADIX_EIGHT given by the build.
#include "core/evolution/fused/LinePass.h"

namespace dqm::fused::DQM_INSTRUCTION_SET {

namespace {

template <class T, int N>
void runBlocks(const Pass<T>& pass, int begin, int end, T* scratch)
{
    for (int block = begin; block < end; ++block) {
        const std::ptrdiff_t offset = block * pass.blockStride;
        LinePass<T, N>::run(
            pass, pass.field + offset, pass.kick ? pass.kick + offset : nullptr, scratch);
    }
}

/// Enough for any way to space the parts of a line.
template <class T>
std::ptrdiff_t scratch(int length)
{
    return static_cast<std::ptrdiff_t>(length + middle) * 2 * width<T>;
}

template <class T>
void run(const Pass<T>& pass, int begin, int end, T* scratch)
{
    switch (pass.length) {
    case 64:
        return runBlocks<T, 64>(pass, begin, end, scratch);
    case 128:
        return runBlocks<T, 128>(pass, begin, end, scratch);
    case 256:
        return runBlocks<T, 256>(pass, begin, end, scratch);
    case 512:
        return runBlocks<T, 512>(pass, begin, end, scratch);
    case 1024:
        return runBlocks<T, 1024>(pass, begin, end, scratch);
    case 2048:
        return runBlocks<T, 2048>(pass, begin, end, scratch);
    default:
        return runBlocks<T, 4096>(pass, begin, end, scratch);
    }
}

/// W numbers, which are W/2 complex ones side by side.
template <class T>
DQM_INLINE typename Lanes<T>::Vector fromDoubles(const double* from)
{
    typename Lanes<T>::Vector v;
    if constexpr (sizeof(T) == sizeof(double)) {
        __builtin_memcpy(&v, from, vectorBytes);
    } else {
        for (int l = 0; l < width<T>; ++l)
            v[l] = static_cast<T>(from[l]);
    }
    return v;
}

template <class T>
DQM_INLINE void toDoubles(double* to, typename Lanes<T>::Vector v, double factor)
{
    if constexpr (sizeof(T) == sizeof(double)) {
        v *= factor;
        __builtin_memcpy(to, &v, vectorBytes);
    } else {
        for (int l = 0; l < width<T>; ++l)
            to[l] = factor * static_cast<double>(v[l]);
    }
}

/// The square of W rows and W/2 columns from x on: in rows as they are in the field, in waves as
/// they are in the tiles. Transposing W vectors of numbers turns one into the other.
template <class T>
struct Square
{
    static constexpr int columns = width<T> / 2;
    typename Lanes<T>::Vector vectors[width<T>];
};

/// Where a column stands in a row of tiles; their number is a power of two.
template <class T>
class ColumnPlaces
{
public:
    explicit ColumnPlaces(const TileLayout& layout)
        : m_stripSize(layout.stripSize)
        , m_lastStrip(layout.nx / width<T> - 1)
        , m_shift(__builtin_popcount(static_cast<unsigned>(m_lastStrip)))
    {
    }

    DQM_INLINE std::ptrdiff_t operator()(int x) const
    {
        return (x & m_lastStrip) * m_stripSize + (x >> m_shift) * 2 * width<T>;
    }

private:
    std::ptrdiff_t m_stripSize;
    int m_lastStrip;
    int m_shift;
};

template <class T>
void turnTilesOver(T* tiles, const TileLayout& layout)
{
    constexpr int W = width<T>;
    for (int b = 0; b < layout.nx / W; ++b) {
        T* const tile = tiles + b * layout.stripSize;
        Wave<T> waves[W];
        loadTransposed(tile, waves);
        for (int i = 0; i < W; ++i)
            store(tile + i * 2 * W, waves[i]);
    }
}

template <class T>
void pack(const std::complex<double>* firstRow, std::ptrdiff_t stride, bool transposed,
    const TileLayout& layout, int block, T* field)
{
    constexpr int W = width<T>;
    T* const tiles = field + block * layout.tileSize;
    const ColumnPlaces<T> place(layout);
    for (int x = 0; x < layout.nx; x += Square<T>::columns) {
        Square<T> square;
        for (int l = 0; l < W; ++l)
            square.vectors[l]
                = fromDoubles<T>(reinterpret_cast<const double*>(firstRow + l * stride + x));
        transpose<T>(square.vectors);
        for (int c = 0; c < Square<T>::columns; ++c)
            store(tiles + place(x + c), Wave<T>{square.vectors[2 * c], square.vectors[2 * c + 1]});
    }
    if (transposed)
        turnTilesOver(tiles, layout);
}

template <class T>
void unpack(T* field, bool transposed, const TileLayout& layout, int block, double factor,
    std::complex<double>* firstRow, std::ptrdiff_t stride)
{
    constexpr int W = width<T>;
    T* const tiles = field + block * layout.tileSize;
    const ColumnPlaces<T> place(layout);
    if (transposed)
        turnTilesOver(tiles, layout);
    for (int x = 0; x < layout.nx; x += Square<T>::columns) {
        Square<T> square;
        for (int c = 0; c < Square<T>::columns; ++c) {
            const Wave<T> wave = load(tiles + place(x + c));
            square.vectors[2 * c] = wave.re;
            square.vectors[2 * c + 1] = wave.im;
        }
        transpose<T>(square.vectors);
        for (int l = 0; l < W; ++l)
            toDoubles<T>(
                reinterpret_cast<double*>(firstRow + l * stride + x), square.vectors[l], factor);
    }
}

} // namespace

extern const Kernels<double> kernelsOfDouble;
extern const Kernels<float> kernelsOfFloat;

const Kernels<double> kernelsOfDouble{
    width<double>, radixEight, &scratch<double>, &run<double>, &pack<double>, &unpack<double>};
const Kernels<float> kernelsOfFloat{
    width<float>, radixEight, &scratch<float>, &run<float>, &pack<float>, &unpack<float>};

} // namespace dqm::fused::DQM_INSTRUCTION_SET
