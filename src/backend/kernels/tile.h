// Products of small matrices, a tile of the result in registers at a time.
#pragma once
#include <cstdint>

#include "arithmetic.h"

namespace lingtune {

// Every length in working memory is a multiple of this many numbers, the rest being zeros.
constexpr int64_t kLanes = 16;

// Numbers that are handled as one.
template <int64_t kVector>
struct Vector {
  typedef float Numbers __attribute__((vector_size(kVector * sizeof(float)), aligned(sizeof(float)), may_alias));
};

// Numbers in a vector of AVX2. GCC takes longer vectors than the processor has through memory, ten times slower.
constexpr int64_t kShort = 8;

// Whether the processor has vectors of kLanes numbers, AVX-512's, or the compiler cuts them itself, as Clang does.
inline bool has_long_vectors() {
#if defined(__clang__) || !defined(__x86_64__)
  return true;
#else
  static const bool has = __builtin_cpu_supports("avx512f");
  return has;
#endif
}

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

// kRows x (kParts * kLanes) numbers of a product, kept in registers kVector at a time.
template <int kRows, int kParts, int64_t kVector>
LINGTUNE_INLINE void tile_by(const Left a, const Grid b, const Grid c, int64_t depth, bool add) {
  typedef typename Vector<kVector>::Numbers Numbers;
  constexpr int kVectors = kParts * kLanes / kVector;
  Numbers sums[kRows][kVectors];
  for (int i = 0; i < kRows; i += 1) {
    for (int part = 0; part < kVectors; part += 1) {
      const float* from = c.data + i * c.row + part * kVector;
      sums[i][part] = add ? *reinterpret_cast<const Numbers*>(from) : Numbers{};
    }
  }
  for (int64_t k = 0; k < depth; k += 1) {
    Numbers right[kVectors];
    for (int part = 0; part < kVectors; part += 1) {
      right[part] = *reinterpret_cast<const Numbers*>(b.data + k * b.row + part * kVector);
    }
    for (int i = 0; i < kRows; i += 1) {
      const float left = a.data[i * a.row + k * a.column];
      for (int part = 0; part < kVectors; part += 1) sums[i][part] += left * right[part];
    }
  }
  for (int i = 0; i < kRows; i += 1) {
    for (int part = 0; part < kVectors; part += 1) {
      *reinterpret_cast<Numbers*>(c.data + i * c.row + part * kVector) = sums[i][part];
    }
  }
}

// The same numbers by whichever vectors are fast here.
template <int kRows, int kParts>
LINGTUNE_INLINE void tile(const Left a, const Grid b, const Grid c, int64_t depth, bool add) {
  if (has_long_vectors()) {
    tile_by<kRows, kParts, kLanes>(a, b, c, depth, add);
  } else {
    tile_by<kRows, kParts, kShort>(a, b, c, depth, add);
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
