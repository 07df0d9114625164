#include "net/admission.hpp"

#include <algorithm>
#include <utility>

#include <sys/resource.h>

#include "base/ensure.hpp"

namespace parley::net {

namespace {

/// Descriptors for storage, logs, listening sockets and outgoing calls; an eighth where few are
/// allowed.
constexpr std::int64_t reserved_descriptors = 512;

std::int64_t descriptors_for_connections() {
    rlimit limit{};
    ENSURE(getrlimit(RLIMIT_NOFILE, &limit) == 0);
    auto const all = static_cast<std::int64_t>(std::min<rlim_t>(limit.rlim_cur, 1 << 30));
    return all - std::min(reserved_descriptors, all / 8);
}

}  // namespace

Admission::Admission(std::int64_t connections_max, std::int64_t per_address_max)
    : places_(std::min(connections_max, descriptors_for_connections())),
      per_address_max_(per_address_max) {}

Admission::Ticket Admission::admit() {
    Ticket ticket;
    if (taken_.fetch_add(1) < places_) {
        ticket.admission_ = this;
    } else {
        taken_.fetch_sub(1);
    }
    return ticket;
}

Admission::Ticket::Ticket(Ticket&& other) noexcept
    : admission_(std::exchange(other.admission_, nullptr)),
      counted_for_(std::exchange(other.counted_for_, nullptr)) {}

Admission::Ticket& Admission::Ticket::operator=(Ticket&& other) noexcept {
    give_back();
    admission_ = std::exchange(other.admission_, nullptr);
    counted_for_ = std::exchange(other.counted_for_, nullptr);
    return *this;
}

Admission::Ticket::~Ticket() { give_back(); }

bool Admission::Ticket::count_for(boost::asio::ip::address const& address) {
    ENSURE(admission_ != nullptr && counted_for_ == nullptr);
    Source source{};
    if (address.is_v4()) {
        std::ranges::copy(address.to_v4().to_bytes(), source.begin() + 12);
    } else if (address.to_v6().is_v4_mapped()) {
        std::copy_n(address.to_v6().to_bytes().begin() + 12, 4, source.begin() + 12);
    } else {
        std::copy_n(address.to_v6().to_bytes().begin(), 8, source.begin());
    }
    std::scoped_lock const lock{admission_->mutex_};
    auto& counted = *admission_->counts_.try_emplace(source, 0).first;
    if (counted.second >= admission_->per_address_max_) return false;
    ++counted.second;
    counted_for_ = &counted;
    return true;
}

void Admission::Ticket::give_back() {
    if (counted_for_ != nullptr) {
        std::scoped_lock const lock{admission_->mutex_};
        if (--counted_for_->second == 0) admission_->counts_.erase(counted_for_->first);
        counted_for_ = nullptr;
    }
    if (admission_ != nullptr) std::exchange(admission_, nullptr)->taken_.fetch_sub(1);
}

}  // namespace parley::net
