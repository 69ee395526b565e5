// Sharing the rows of a kernel among threads. TensorFlow's own threads are not to be had through its C interface.
#pragma once
#include <cstdint>
#include <functional>

namespace lingtune {

// Calls work(begin, end) for parts of 0..rows, some at the same time, and returns when all are done.
// `width` is the number of elements a row has: little work is not shared.
void parallel(int64_t rows, int64_t width, const std::function<void(int64_t, int64_t)>& work);

}  // namespace lingtune
