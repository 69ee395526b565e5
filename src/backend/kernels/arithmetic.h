// Arithmetic that a compiler turns into vector instructions of the processor it runs on.
#pragma once
#include <cstdint>
#include <cstring>

// Compiles a function for newer processors too; the loader picks the best one when the library is loaded.
#if defined(__x86_64__) && defined(__linux__) && defined(__GNUC__)
#define LINGTUNE_VECTOR __attribute__((target_clones("avx512f", "avx2", "default")))
#else
#define LINGTUNE_VECTOR
#endif

#define LINGTUNE_INLINE static inline __attribute__((always_inline))

namespace lingtune {

// Copies numbers. Not `std::copy_n`: Clang leaves out what a template calls where only a function that is compiled for
// several processors calls the template, and the library then does not load.
LINGTUNE_INLINE void copy(const float* from, int64_t count, float* to) { std::memcpy(to, from, count * sizeof(float)); }

// The larger of two numbers, `most` where `x` is not a number, in the words that the compiler turns into vectors.
LINGTUNE_INLINE float larger(float x, float most) {
#ifdef __clang__
  return __builtin_fmaxf(x, most);
#else
  return x > most ? x : most;
#endif
}

// e^x in float32, within 2 units in the last place; 0 where that is below the smallest normal number, 1.2e-38, and
// e^88 above. x = k ln 2 + r with an integer k, e^x = 2^k e^r.
// Source of the polynomial: Moshier's Cephes library, expf.
LINGTUNE_INLINE float exponential(float x) {
  constexpr float kLog2E = 1.44269504f, kLn2High = 0.693359375f, kLn2Low = -2.12194440e-4f;
  const float below = x > 88.0f ? 88.0f : x;
  const float inside = below < -88.0f ? -88.0f : below;
  const float scaled = inside * kLog2E;
  const int32_t k = static_cast<int32_t>(scaled + (scaled < 0.0f ? -0.5f : 0.5f));
  const float r = (inside - k * kLn2High) - k * kLn2Low;
  float p = 1.9875691500e-4f;
  p = p * r + 1.3981999507e-3f;
  p = p * r + 8.3334519073e-3f;
  p = p * r + 4.1665795894e-2f;
  p = p * r + 1.6666665459e-1f;
  p = p * r + 5.0000001201e-1f;
  const int32_t bits = (k + 127) << 23;  // Of the number 2^k; of 0 where k is -127.
  float power;
  std::memcpy(&power, &bits, sizeof bits);
  return (p * r * r + r + 1.0f) * power;
}

}  // namespace lingtune
