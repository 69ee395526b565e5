#include "parallel.h"

#include <algorithm>
#include <condition_variable>
#include <cstdlib>
#include <mutex>
#include <thread>

namespace lingtune {
namespace {

// Elements below which a thread costs more than it saves: waking one takes as long as some ten thousand elements.
constexpr int64_t kWorthAThread = 16384;

// Threads that wait for parts of one job at a time. They are never joined: they end with the process.
class Pool {
 public:
  explicit Pool(int64_t threads) : threads_(threads) {
    for (int64_t part = 1; part < threads; part += 1) std::thread([this, part] { serve(part); }).detach();
  }

  int64_t threads() const { return threads_; }

  // Runs job(part) for every part in 0..parts, parts being at most threads().
  void run(int64_t parts, const std::function<void(int64_t)>& job) {
    std::lock_guard<std::mutex> alone(one_job_);
    {
      std::lock_guard<std::mutex> lock(mutex_);
      job_ = &job;
      parts_ = parts;
      left_ = parts - 1;
      round_ += 1;
    }
    begin_.notify_all();
    job(0);
    std::unique_lock<std::mutex> lock(mutex_);
    end_.wait(lock, [this] { return left_ == 0; });
  }

 private:
  void serve(int64_t part) {
    int64_t seen = 0;
    std::unique_lock<std::mutex> lock(mutex_);
    for (;;) {
      begin_.wait(lock, [&] { return round_ != seen; });
      seen = round_;
      if (part >= parts_) continue;
      const auto* job = job_;
      lock.unlock();
      (*job)(part);
      lock.lock();
      left_ -= 1;
      if (left_ == 0) end_.notify_one();
    }
  }

  const int64_t threads_;
  std::mutex one_job_;
  std::mutex mutex_;
  std::condition_variable begin_;
  std::condition_variable end_;
  const std::function<void(int64_t)>* job_ = nullptr;
  int64_t parts_ = 0;
  int64_t left_ = 0;
  int64_t round_ = 0;
};

// As many as TensorFlow itself uses for one operation.
int64_t wanted_threads() {
  const char* said = std::getenv("TF_NUM_INTRAOP_THREADS");
  const int64_t count = said == nullptr ? 0 : std::atoll(said);
  return count > 0 ? count : std::max<int64_t>(1, std::thread::hardware_concurrency());
}

}  // namespace

void parallel(int64_t rows, int64_t width, const std::function<void(int64_t, int64_t)>& work) {
  static Pool* pool = new Pool(wanted_threads());
  const int64_t parts = std::min({rows, pool->threads(), rows * width / kWorthAThread});
  if (parts <= 1) return work(0, rows);
  pool->run(parts, [&](int64_t part) { work(rows * part / parts, rows * (part + 1) / parts); });
}

}  // namespace lingtune
