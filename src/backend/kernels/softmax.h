// The softmax of a row of scaled and biased products, and the way back through it.
#pragma once
#include <cmath>
#include <cstdint>

#include "arithmetic.h"

namespace lingtune {

// What makes weights of scores again: the highest score, and 1 / sum of the powers.
struct Softmax {
  float highest, share;
};

// Weights of `seen` products, which may lie where the weights are to be.
LINGTUNE_INLINE Softmax weigh(const float* products, const float* bias, float scale, int64_t seen, float* weights) {
#pragma omp simd
  for (int64_t i = 0; i < seen; i += 1) weights[i] = products[i] * scale + bias[i];
  float highest = -INFINITY;
#pragma omp simd reduction(max : highest)
  for (int64_t i = 0; i < seen; i += 1) highest = larger(weights[i], highest);
  float sum = 0;
#pragma omp simd reduction(+ : sum)
  for (int64_t i = 0; i < seen; i += 1) {
    const float power = exponential(weights[i] - highest);
    weights[i] = power;
    sum += power;
  }
  const float share = 1.0f / sum;
#pragma omp simd
  for (int64_t i = 0; i < seen; i += 1) weights[i] *= share;
  return {highest, share};
}

// With w the weights and d their gradient: w (d - sum(w d)), times the scale for the products, which may lie where the
// gradient does.
LINGTUNE_INLINE void differentiate(const float* weights, const float* slopes, float scale, int64_t seen,
                                   float* products) {
  float sum = 0;
#pragma omp simd reduction(+ : sum)
  for (int64_t i = 0; i < seen; i += 1) sum += weights[i] * slopes[i];
#pragma omp simd
  for (int64_t i = 0; i < seen; i += 1) products[i] = weights[i] * (slopes[i] - sum) * scale;
}

}  // namespace lingtune
