#include "live/outbox.hpp"

#include <algorithm>

namespace parley::live {

Push Outbox::push(Frame frame) {
    if (waiting_.size() >= frames_max_ || bytes_ + frame->size() > bytes_max_) {
        return Push::overflow;
    }
    push_unbounded(std::move(frame));
    return Push::ok;
}

void Outbox::push_unbounded(Frame frame) {
    bytes_ += frame->size();
    waiting_.push_back(std::move(frame));
}

void Outbox::clear() {
    waiting_.clear();
    bytes_ = 0;
}

void Outbox::take(std::string& out, std::size_t bytes_max) {
    std::size_t count = 0;
    std::size_t total = 0;
    for (auto const& frame : waiting_) {
        if (count > 0 && total + frame->size() > bytes_max) break;
        total += frame->size();
        ++count;
    }
    if (count > 1) out.push_back('[');
    for (std::size_t i = 0; i < count; ++i) {
        if (i > 0) out.push_back(',');
        out.append(*waiting_.front());
        bytes_ -= waiting_.front()->size();
        waiting_.pop_front();
    }
    if (count > 1) out.push_back(']');
}

}  // namespace parley::live
