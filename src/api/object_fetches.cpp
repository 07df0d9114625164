#include "api/object_fetches.hpp"

#include <mutex>

#include <spdlog/spdlog.h>

namespace parley::api {

namespace {

constexpr int at_once = 8;
constexpr std::size_t waiting_max = 200;
constexpr int for_one = 8;  // more than a browser asks a server for at once

Refused too_many_at_once() {
    Refused refused{Code::overloaded, "too many files at once"};
    refused.retry_ms = 2000;
    return refused;
}

}  // namespace

ObjectFetches::ObjectFetches(FetchObject fetch)
    : fetch_(std::move(fetch)),
      pool_(fetch_ ? at_once : 0, waiting_max, "too many files at once") {}

std::optional<Refused> ObjectFetches::get(std::string name, std::string holder, Done done) {
    if (!fetch_) {
        static std::once_flag said;
        std::call_once(said, [] {
            spdlog::warn("files lie in an object store, and this server has no --object-store");
        });
        return Refused{Code::unavailable, "the file cannot be had from this server"};
    }
    {
        std::scoped_lock const lock{mutex_};
        auto& mine = by_holder_[holder];
        if (mine >= for_one) return too_many_at_once();
        ++mine;
    }
    auto full = pool_.run([this, name = std::move(name), holder, done = std::move(done)]() mutable {
        auto bytes = fetch_(name);
        leave(holder);
        done(std::move(bytes));
    });
    if (full) leave(holder);
    return full;
}

void ObjectFetches::leave(std::string const& holder) {
    std::scoped_lock const lock{mutex_};
    auto const mine = by_holder_.find(holder);
    if (--mine->second == 0) by_holder_.erase(mine);
}

}  // namespace parley::api
