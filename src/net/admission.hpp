#pragma once
// How many connections there may be: in all, and from one address. Counted when a connection is
// accepted, for as long as its Ticket lives. Shared by all threads.

#include <array>
#include <atomic>
#include <cstdint>
#include <map>
#include <mutex>

#include <boost/asio/ip/address.hpp>

namespace parley::net {

class Admission {
    // An IPv4 address, or the first 64 bits of an IPv6 address: who has one of those has all of
    // them.
    using Source = std::array<unsigned char, 16>;
    using Counts = std::map<Source, std::int64_t>;

  public:
    /// A place that is taken. An empty one (false) means that there was none left.
    class Ticket {
      public:
        Ticket() = default;
        Ticket(Ticket&& other) noexcept;
        Ticket& operator=(Ticket&& other) noexcept;
        ~Ticket();

        explicit operator bool() const { return admission_ != nullptr; }
        /// Counts the place for an address too. False, and not counted, where that has its fill.
        /// REQUIRES: a place that is taken and was not counted for an address before.
        bool count_for(boost::asio::ip::address const& address);

      private:
        friend class Admission;
        void give_back();

        Admission* admission_ = nullptr;
        Counts::value_type* counted_for_ = nullptr;
    };

    /// At most `connections_max`, and no more than the file descriptors of the process allow when
    /// some are kept for the rest of the program.
    Admission(std::int64_t connections_max, std::int64_t per_address_max);
    Admission(Admission const&) = delete;

    Ticket admit();
    std::int64_t places() const { return places_; }

  private:
    std::int64_t const places_;
    std::int64_t const per_address_max_;
    std::atomic<std::int64_t> taken_ = 0;
    std::mutex mutex_;
    Counts counts_;
};

}  // namespace parley::net
