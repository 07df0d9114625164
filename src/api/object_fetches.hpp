#pragma once
// Fetching what files hold from the object store, for those who download it: it takes long, so it
// is done on threads of its own, few at once, and few for one person.
//
// Threads: any may ask; all that is asked for is answered before stop() returns.

#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>

#include "api/slow_pool.hpp"

namespace parley::api {

/// What lies in the store under a name; nothing where it cannot be had. Blocks, on any thread.
using FetchObject = std::function<std::optional<std::string>(std::string const& name)>;

class ObjectFetches {
  public:
    /// Without `fetch` there is no store, and everything is refused.
    explicit ObjectFetches(FetchObject fetch);
    ~ObjectFetches() { stop(); }

    using Done = std::move_only_function<void(std::optional<std::string>)>;
    /// `done` is called on a thread of its own, unless this refuses: overloaded, unavailable.
    /// `holder`: who wants it.
    std::optional<Refused> get(std::string name, std::string holder, Done done);

    /// From now on everything is refused. To be called before those end who are to be answered.
    void stop() { pool_.stop(); }

  private:
    void leave(std::string const& holder);

    FetchObject const fetch_;
    std::mutex mutex_;
    std::map<std::string, int, std::less<>> by_holder_;  // under way or waiting
    SlowPool pool_;
};

}  // namespace parley::api
