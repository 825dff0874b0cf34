#pragma once

// For loops over points in the sources of core: functions marked DQM_WIDEST_VECTORS are compiled
// for each kind of processor, and the best one is chosen when the program starts.

// The clones are chosen by the dynamic loader, which the sanitizers' runtimes do not survive.
#if defined(__x86_64__) && defined(__gnu_linux__) && defined(__GNUC__) && !defined(__clang__)      \
    && !defined(__SANITIZE_THREAD__) && !defined(__SANITIZE_ADDRESS__)
#define DQM_WIDEST_VECTORS __attribute__((target_clones("avx512f", "arch=x86-64-v3", "default")))
#else
#define DQM_WIDEST_VECTORS
#endif

#if defined(__GNUC__) && !defined(__clang__)
#define DQM_INDEPENDENT_ROUNDS _Pragma("GCC ivdep")
#else
#define DQM_INDEPENDENT_ROUNDS
#endif

// A clone compiles for its own processor only what is inside it.
#define DQM_ALWAYS_INLINE __attribute__((always_inline)) inline
