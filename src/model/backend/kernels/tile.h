// Products of small matrices, a tile of the result in registers at a time.
#pragma once
#include <cstdint>

#include "arithmetic.h"

namespace lingtune {

// Every length in working memory is a multiple of this many numbers, the rest being zeros.
constexpr int64_t kLanes = 16;

typedef float Lanes __attribute__((vector_size(kLanes * sizeof(float)), aligned(sizeof(float)), may_alias));

inline int64_t padded(int64_t length, int64_t unit) { return (length + unit - 1) / unit * unit; }

// A matrix to be multiplied from the left, with the steps between its rows and its columns.
struct Left {
  const float* data;
  int64_t row;
  int64_t column;
};

// A matrix whose rows are contiguous, with the step between them.
struct Grid {
  float* data;
  int64_t row;
};

// kRows x (kParts * kLanes) numbers of a product, kept in registers.
template <int kRows, int kParts>
LINGTUNE_INLINE void tile(const Left a, const Grid b, const Grid c, int64_t depth, bool add) {
  Lanes sums[kRows][kParts];
  for (int i = 0; i < kRows; i += 1) {
    for (int part = 0; part < kParts; part += 1) {
      const float* from = c.data + i * c.row + part * kLanes;
      sums[i][part] = add ? *reinterpret_cast<const Lanes*>(from) : Lanes{};
    }
  }
  for (int64_t k = 0; k < depth; k += 1) {
    Lanes right[kParts];
    for (int part = 0; part < kParts; part += 1) {
      right[part] = *reinterpret_cast<const Lanes*>(b.data + k * b.row + part * kLanes);
    }
    for (int i = 0; i < kRows; i += 1) {
      const float left = a.data[i * a.row + k * a.column];
      for (int part = 0; part < kParts; part += 1) sums[i][part] += left * right[part];
    }
  }
  for (int i = 0; i < kRows; i += 1) {
    for (int part = 0; part < kParts; part += 1) {
      *reinterpret_cast<Lanes*>(c.data + i * c.row + part * kLanes) = sums[i][part];
    }
  }
}

// c = a b, or c += a b; rows and columns of c are multiples of kLanes.
LINGTUNE_INLINE void multiply(const Left a, const Grid b, const Grid c, int64_t rows, int64_t columns,
                              int64_t depth, bool add) {
  constexpr int kRows = 8;
  for (int64_t row = 0; row < rows; row += kRows) {
    const Left above{a.data + row * a.row, a.row, a.column};
    int64_t column = 0;
    for (; column + 2 * kLanes <= columns; column += 2 * kLanes) {
      tile<kRows, 2>(above, {b.data + column, b.row}, {c.data + row * c.row + column, c.row}, depth, add);
    }
    if (column < columns) {
      tile<kRows, 1>(above, {b.data + column, b.row}, {c.data + row * c.row + column, c.row}, depth, add);
    }
  }
}

}  // namespace lingtune
