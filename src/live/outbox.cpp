#include "live/outbox.hpp"

namespace parley::live {

Push Outbox::push(Frame frame) {
    if (counted_frames_ >= frames_max_ || counted_bytes_ + frame->size() > bytes_max_) {
        return Push::overflow;
    }
    ++counted_frames_;
    counted_bytes_ += frame->size();
    waiting_.push_back({std::move(frame), true});
    return Push::ok;
}

void Outbox::push_unbounded(Frame frame) { waiting_.push_back({std::move(frame), false}); }

void Outbox::clear() {
    waiting_ = {};
    counted_frames_ = 0;
    counted_bytes_ = 0;
}

void Outbox::take(std::string& out, std::size_t bytes_max) {
    std::size_t count = 0;
    std::size_t total = 0;
    while (count < waiting_.size() &&
           (count == 0 || total + waiting_[count].frame->size() <= bytes_max)) {
        total += waiting_[count++].frame->size();
    }
    if (count > 1) out.push_back('[');
    for (std::size_t i = 0; i < count; ++i) {
        auto const& [frame, counted] = waiting_[i];
        if (i > 0) out.push_back(',');
        out.append(*frame);
        if (!counted) continue;
        --counted_frames_;
        counted_bytes_ -= frame->size();
    }
    if (count > 1) out.push_back(']');
    if (count == waiting_.size()) return clear();
    waiting_.erase(waiting_.begin(), waiting_.begin() + static_cast<std::ptrdiff_t>(count));
}

}  // namespace parley::live
