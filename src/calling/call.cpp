#include "calling/call.hpp"

#include <algorithm>
#include <mutex>

namespace parley::calling {

namespace {

constexpr long try_most_s = 600;

void start_library() {
    static std::once_flag once;
    std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
}

}  // namespace

Call::Call(std::string const& url, char const* protocols, std::string const& ca_file, long try_s,
           std::function<bool()> is_stopping)
    : is_stopping_(std::move(is_stopping)),
      until_(std::chrono::steady_clock::now() +
             std::chrono::seconds{std::min(try_s, try_most_s) + 1}) {
    start_library();
    handle_ = curl_easy_init();
    set(CURLOPT_URL, url.c_str());
    set(CURLOPT_PROTOCOLS_STR, protocols);
    set(CURLOPT_PROXY, "");
    set(CURLOPT_NOSIGNAL, 1L);
    set(CURLOPT_QUICK_EXIT, 1L);  // a name server that does not answer is not waited for
    set(CURLOPT_TIMEOUT, std::min(try_s, try_most_s));
    set(CURLOPT_CONNECTTIMEOUT, std::min(try_s, 20L));
    set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    if (!ca_file.empty()) {
        set(CURLOPT_CAINFO, ca_file.c_str());
        set(CURLOPT_CAPATH, nullptr);
    }
    set(CURLOPT_WRITEFUNCTION, take);
    set(CURLOPT_WRITEDATA, static_cast<void*>(this));
    set(CURLOPT_NOPROGRESS, 0L);
    set(CURLOPT_XFERINFOFUNCTION, look);
    set(CURLOPT_XFERINFODATA, static_cast<void*>(this));
    // The end of the connection, which waits for an answer as well, is a part of the call.
    set(CURLOPT_FORBID_REUSE, 1L);
}

Call::~Call() {
    curl_easy_cleanup(handle_);
    curl_slist_free_all(recipients_);
    curl_slist_free_all(headers_);
}

void Call::send(std::string_view bytes) {
    rest_ = bytes;
    set(CURLOPT_READFUNCTION, give);
    set(CURLOPT_READDATA, static_cast<void*>(this));
    set(CURLOPT_UPLOAD, 1L);
}

void Call::receive(std::string& into, std::size_t most) {
    into_ = &into;
    most_ = most;
}

void Call::add_header(std::string const& line) {
    headers_ = curl_slist_append(headers_, line.c_str());
    set(CURLOPT_HTTPHEADER, headers_);
}

void Call::add_recipient(std::string const& to) {
    recipients_ = curl_slist_append(recipients_, ("<" + to + ">").c_str());
    set(CURLOPT_MAIL_RCPT, recipients_);
}

CURLcode Call::run() {
    return is_stopping_() ? CURLE_ABORTED_BY_CALLBACK : curl_easy_perform(handle_);
}

long Call::answer() const {
    long answer = 0;
    curl_easy_getinfo(handle_, CURLINFO_RESPONSE_CODE, &answer);
    return answer;
}

std::size_t Call::sent() const {
    curl_off_t bytes = 0;
    curl_easy_getinfo(handle_, CURLINFO_SIZE_UPLOAD_T, &bytes);
    return static_cast<std::size_t>(bytes);
}

std::size_t Call::give(char* to, std::size_t size, std::size_t count, void* call) {
    auto& rest = static_cast<Call*>(call)->rest_;
    auto const given = rest.copy(to, size * count);
    rest.remove_prefix(given);
    return given;
}

std::size_t Call::take(char* from, std::size_t size, std::size_t count, void* call) {
    auto const& self = *static_cast<Call*>(call);
    auto const bytes = size * count;
    if (self.into_ == nullptr) return bytes;
    if (self.into_->size() + bytes > self.most_) return 0;
    self.into_->append(from, bytes);
    return bytes;
}

/// Asked by the library once a second.
int Call::look(void* call, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
    auto const& self = *static_cast<Call*>(call);
    return self.is_stopping_() || std::chrono::steady_clock::now() > self.until_ ? 1 : 0;
}

}  // namespace parley::calling
