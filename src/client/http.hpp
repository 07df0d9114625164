#pragma once
// Calls over HTTP: POST /api/v1/<operation>, with a few connections that are kept. A call is
// repeated until the server answers it, so it survives restarts; the pauses between the tries grow.
// REQUIRES: an operation that may be asked for twice.

#include <functional>
#include <memory>
#include <string>

#include <boost/json/object.hpp>

#include "client/address.hpp"
#include "client/answer.hpp"
#include "client/backoff.hpp"
#include "client/loop.hpp"

namespace parley::client {

class Http {
  public:
    Http(Loop& loop, Address address, Backoff::Span backoff = {});
    ~Http();

    /// `done` is not called after the Http is gone.
    void call(std::string_view operation, boost::json::object const& params, Done done);
    /// Why the newest try got no answer; empty while all goes well.
    std::string const& trouble() const;

  private:
    struct Impl;
    std::shared_ptr<Impl> impl_;
};

}  // namespace parley::client
