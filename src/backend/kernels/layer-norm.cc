// Layer normalisation over the last axis, (x - mean) / sqrt(variance + epsilon) * scale + shift; `number` is epsilon.
// Source: Ba et al. 2016 (arXiv 1607.06450); equal to PyTorch's `LayerNorm`.
#include <algorithm>
#include <cmath>
#include <vector>

#include "arithmetic.h"
#include "operation.h"
#include "parallel.h"

namespace lingtune {
namespace {

LINGTUNE_VECTOR
void normalise(const float* x, const float* scale, const float* shift, float epsilon, int64_t width, float* y,
               float* mean, float* inverse) {
  float sum = 0;
#pragma omp simd reduction(+ : sum)
  for (int64_t i = 0; i < width; i += 1) sum += x[i];
  const float centre = sum / width;
  float squares = 0;
#pragma omp simd reduction(+ : squares)
  for (int64_t i = 0; i < width; i += 1) squares += (x[i] - centre) * (x[i] - centre);
  const float factor = 1.0f / std::sqrt(squares / width + epsilon);
  for (int64_t i = 0; i < width; i += 1) y[i] = (x[i] - centre) * factor * scale[i] + shift[i];
  *mean = centre;
  *inverse = factor;
}

// With n the standardised row, s = 1 / sigma and d = dy * scale: dx = s (d - mean(d) - n mean(d n)).
LINGTUNE_VECTOR
void differentiate(const float* dy, const float* x, const float* scale, float mean, float inverse, int64_t width,
                   float* dx) {
  float sum = 0;
  float product = 0;
#pragma omp simd reduction(+ : sum, product)
  for (int64_t i = 0; i < width; i += 1) {
    const float d = dy[i] * scale[i];
    sum += d;
    product += d * (x[i] - mean);
  }
  const float level = sum / width;
  const float slope = product / width * inverse * inverse;
  for (int64_t i = 0; i < width; i += 1) {
    dx[i] = inverse * (dy[i] * scale[i] - level - (x[i] - mean) * slope);
  }
}

// Adds one row's part of the gradients of scale and shift, in double precision as there are many rows.
LINGTUNE_VECTOR
void gather_slopes(const float* dy, const float* x, float mean, float inverse, int64_t count, double* dscale,
                   double* dshift) {
  for (int64_t i = 0; i < count; i += 1) {
    dscale[i] += dy[i] * ((x[i] - mean) * inverse);
    dshift[i] += dy[i];
  }
}

void layer_norm(Call& call) {
  const Input x = call.input(0);
  const Input scale = call.input(1);
  const Input shift = call.input(2);
  const int64_t width = x.width();
  if (!call.check(scale.size == width && shift.size == width,
                  "LingtuneLayerNorm: scale and shift must be as long as a row of x")) {
    return;
  }
  float* y = call.output(0, x.shape);
  float* mean = call.output(1, {x.rows()});
  float* inverse = call.output(2, {x.rows()});
  if (y == nullptr || mean == nullptr || inverse == nullptr) return;
  parallel(x.rows(), width, [&](int64_t begin, int64_t end) {
    for (int64_t row = begin; row < end; row += 1) {
      normalise(x.data + row * width, scale.data, shift.data, call.number, width, y + row * width, mean + row,
                inverse + row);
    }
  });
}

void layer_norm_grad(Call& call) {
  const Input dy = call.input(0);
  const Input x = call.input(1);
  const Input scale = call.input(2);
  const Input mean = call.input(3);
  const Input inverse = call.input(4);
  const int64_t width = x.width();
  if (!call.check(dy.shape == x.shape && scale.size == width && mean.size == x.rows() && inverse.size == x.rows(),
                  "LingtuneLayerNormGrad: dy, scale, mean and inverse must be those of x")) {
    return;
  }
  float* dx = call.output(0, x.shape);
  if (dx == nullptr) return;
  parallel(x.rows(), width, [&](int64_t begin, int64_t end) {
    for (int64_t row = begin; row < end; row += 1) {
      differentiate(dy.data + row * width, x.data + row * width, scale.data, mean.data[row], inverse.data[row], width,
                    dx + row * width);
    }
  });
}

void layer_norm_scale_grad(Call& call) {
  const Input dy = call.input(0);
  const Input x = call.input(1);
  const Input mean = call.input(2);
  const Input inverse = call.input(3);
  const int64_t rows = x.rows(), width = x.width();
  if (!call.check(dy.shape == x.shape && mean.size == rows && inverse.size == rows,
                  "LingtuneLayerNormScaleGrad: dy, mean and inverse must be those of x")) {
    return;
  }
  float* dscale = call.output(0, {width});
  float* dshift = call.output(1, {width});
  if (dscale == nullptr || dshift == nullptr) return;
  // Columns are shared out, not rows: sums are the same whatever the number of threads.
  parallel(width, rows, [&](int64_t begin, int64_t end) {
    std::vector<double> scales(end - begin), shifts(end - begin);
    for (int64_t row = 0; row < rows; row += 1) {
      const int64_t first = row * width + begin;
      gather_slopes(dy.data + first, x.data + first, mean.data[row], inverse.data[row], end - begin, scales.data(),
                    shifts.data());
    }
    std::copy(scales.begin(), scales.end(), dscale + begin);
    std::copy(shifts.begin(), shifts.end(), dshift + begin);
  });
}

const Registered<layer_norm> registered_norm(
    {"LingtuneLayerNorm", {"x", "scale", "shift"}, {"y", "mean", "inverse"}, true});
const Registered<layer_norm_grad> registered_norm_grad(
    {"LingtuneLayerNormGrad", {"dy", "x", "scale", "mean", "inverse"}, {"dx"}, false});
const Registered<layer_norm_scale_grad> registered_norm_scale_grad(
    {"LingtuneLayerNormScaleGrad", {"dy", "x", "mean", "inverse"}, {"dscale", "dshift"}, false});

}  // namespace
}  // namespace lingtune
