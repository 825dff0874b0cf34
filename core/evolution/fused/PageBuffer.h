#pragma once

#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <new>

#ifdef __linux__
#include <sys/mman.h>
#endif

namespace dqm::fused {

/// An array of zeros that begins on a cache line and, if it is large, lies on large pages: a pass
/// along x touches another small page with every tile.
template <class T>
class PageBuffer
{
public:
    PageBuffer() = default;

    /// @throws std::bad_alloc
    explicit PageBuffer(std::ptrdiff_t size)
        : m_size(size)
    {
        constexpr size_t line = 64;
        constexpr size_t page = size_t{1} << 21U;
        const size_t wanted = static_cast<size_t>(size) * sizeof(T);
        const size_t alignment = wanted > page / 4 ? page : line;
        const size_t bytes = (wanted + alignment - 1) / alignment * alignment;
        m_data.reset(static_cast<T*>(std::aligned_alloc(alignment, bytes)));
        if (!m_data)
            throw std::bad_alloc();
#ifdef __linux__
        if (alignment == page)
            madvise(m_data.get(), bytes, MADV_HUGEPAGE);
#endif
        std::memset(m_data.get(), 0, bytes);
    }

    T* data() { return m_data.get(); }
    const T* data() const { return m_data.get(); }
    std::ptrdiff_t size() const { return m_size; }

private:
    struct Free
    {
        void operator()(T* p) const { std::free(p); }
    };

    std::unique_ptr<T, Free> m_data;
    std::ptrdiff_t m_size = 0;
};

} // namespace dqm::fused
