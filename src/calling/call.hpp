#pragma once
// One call to a server outside, by libcurl.
//
// INVARIANT: no proxy, TLS 1.2 at least where there is TLS, and an end within two seconds of a stop
// or of the time it may take, which is ten minutes at most, whatever servers do.

#include <chrono>
#include <functional>
#include <string>
#include <string_view>

#include <curl/curl.h>

#include "base/ensure.hpp"

namespace parley::calling {

class Call {
  public:
    /// `protocols`: the ones of libcurl that may be spoken. `is_stopping` is asked while the call
    /// runs. `ca_file`: certificates to trust in place of the system's; empty: those.
    Call(std::string const& url, char const* protocols, std::string const& ca_file, long try_s,
         std::function<bool()> is_stopping);
    ~Call();
    Call(Call const&) = delete;

    template <class Value>
    void set(CURLoption option, Value value) {
        // One that libcurl does not know might be what keeps a secret off the wire.
        ENSURE(curl_easy_setopt(handle_, option, value) == CURLE_OK);
    }

    /// Where libcurl is to read what is sent. `bytes` outlive the call.
    void send(std::string_view bytes);
    /// Where what comes is kept; without it, it is thrown away. More than `most` bytes end the
    /// call.
    void receive(std::string& into, std::size_t most);
    /// A line of the head of an HTTP request.
    void add_header(std::string const& line);
    void add_recipient(std::string const& to);

    CURLcode run();
    /// What the server has said last, as a number; 0: nothing.
    long answer() const;
    /// Bytes of what was to be sent that were.
    std::size_t sent() const;
    /// Why it ended with CURLE_ABORTED_BY_CALLBACK: a stop, or else it took too long.
    bool was_stopped() const { return is_stopping_(); }

  private:
    static std::size_t give(char* to, std::size_t size, std::size_t count, void* call);
    static std::size_t take(char* from, std::size_t size, std::size_t count, void* call);
    static int look(void* call, curl_off_t, curl_off_t, curl_off_t, curl_off_t);

    std::function<bool()> const is_stopping_;
    std::chrono::steady_clock::time_point const until_;
    std::string_view rest_;  // what is left to send
    std::string* into_ = nullptr;
    std::size_t most_ = 0;
    CURL* handle_;
    curl_slist* recipients_ = nullptr;
    curl_slist* headers_ = nullptr;
};

}  // namespace parley::calling
