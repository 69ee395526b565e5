// What a linear layer gives with a low-rank addition, x + bias + a b^T, in one pass over x. The product is too thin for
// TensorFlow's to be fast, and x is read and written once in place of three times.
#include <algorithm>
#include <vector>

#include "arithmetic.h"
#include "operation.h"
#include "parallel.h"
#include "tile.h"

namespace lingtune {
namespace {

constexpr int64_t kRows = 8;
constexpr int64_t kColumns = 2 * kLanes;

struct Sizes {
  int64_t rows, columns, depth;
};

// Rows of [rows, columns], each followed by zeros, and rows of zeros up to `whole`.
void pad(const float* from, int64_t rows, int64_t columns, const Grid& to, int64_t whole) {
  for (int64_t row = 0; row < whole; row += 1) {
    const int64_t kept = row < rows ? columns : 0;
    copy(from + row * columns, kept, to.data + row * to.row);
    std::fill(to.data + row * to.row + kept, to.data + (row + 1) * to.row, 0.0f);
  }
}

// A block of rows: `left` [kRows, depth], `right` [depth, columns and more].
LINGTUNE_VECTOR
void add_block(const float* x, const float* bias, const Grid& left, const Grid& right, const Sizes& block, float* y) {
  float numbers[kRows * kColumns] = {};
  const Grid sums{numbers, kColumns};
  for (int64_t column = 0; column < block.columns; column += kColumns) {
    const int64_t width = std::min(kColumns, block.columns - column);
    for (int64_t row = 0; row < block.rows; row += 1) {
      for (int64_t i = 0; i < width; i += 1) {
        numbers[row * kColumns + i] = x[row * block.columns + column + i] + bias[column + i];
      }
    }
    tile<kRows, 2>({left.data, left.row, 1}, {right.data + column, right.row}, sums, block.depth, true);
    for (int64_t row = 0; row < block.rows; row += 1) {
      copy(numbers + row * kColumns, width, y + row * block.columns + column);
    }
  }
}

void add_product(Call& call) {
  const Input x = call.input(0), bias = call.input(1), a = call.input(2), b = call.input(3);
  const bool fits = x.shape.size() == 2 && a.shape.size() == 2 && b.shape.size() == 2 && bias.size == x.width() &&
                    a.rows() == x.rows() && b.rows() == x.width() && a.width() == b.width();
  if (!call.check(fits, "LingtuneAddProduct: x must be [n, m], bias [m], a [n, k] and b [m, k]")) return;
  float* y = call.output(0, x.shape);
  if (y == nullptr) return;
  const Sizes sizes{x.rows(), x.width(), a.width()};
  const int64_t step = (sizes.columns + kColumns - 1) / kColumns * kColumns;
  std::vector<float> turned(sizes.depth * step);
  for (int64_t column = 0; column < sizes.columns; column += 1) {
    for (int64_t k = 0; k < sizes.depth; k += 1) turned[k * step + column] = b.data[column * sizes.depth + k];
  }
  const int64_t blocks = (sizes.rows + kRows - 1) / kRows;
  parallel(blocks, kRows * sizes.columns * sizes.depth, [&](int64_t begin, int64_t end) {
    std::vector<float> kept(kRows * sizes.depth);
    const Grid left{kept.data(), sizes.depth};
    for (int64_t block = begin; block < end; block += 1) {
      const int64_t first = block * kRows;
      const int64_t rows = std::min(kRows, sizes.rows - first);
      pad(a.data + first * sizes.depth, rows, sizes.depth, left, kRows);
      add_block(x.data + first * sizes.columns, bias.data, left, {turned.data(), step},
                {rows, sizes.columns, sizes.depth}, y + first * sizes.columns);
    }
  });
}

const Registered<add_product> registered({"LingtuneAddProduct", {"x", "bias", "a", "b"}, {"y"}, false});

}  // namespace
}  // namespace lingtune
