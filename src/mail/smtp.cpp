#include "mail/smtp.hpp"

#include <algorithm>
#include <chrono>
#include <memory>
#include <mutex>
#include <string_view>

#include <curl/curl.h>

namespace parley::mail {

namespace {

struct Parts {
    bool tls = false;
    std::string user;
    std::string host;
    std::string port;  // empty: that of the scheme
};

bool is_name(std::string_view text, std::string_view more) {
    return !text.empty() && std::ranges::all_of(text, [&](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               more.contains(c);
    });
}

/// Reads the url; with an empty host where it is none.
Parts parts_of(std::string_view url) {
    Parts parts;
    parts.tls = url.starts_with("smtps://");
    if (!parts.tls && !url.starts_with("smtp://")) return {};
    url.remove_prefix(url.find("://") + 3);
    auto const at = url.rfind('@');
    if (at != std::string_view::npos) {
        parts.user = url.substr(0, at);
        url.remove_prefix(at + 1);
        if (!is_name(parts.user, "@._+-")) return {};
    }
    bool const in_brackets = url.starts_with('[');
    auto const end = in_brackets ? url.find(']') : url.find(':');
    auto host = url.substr(0, end);
    if (in_brackets) {
        if (end == std::string_view::npos || !is_name(host.substr(1), ":.")) return {};
        host = url.substr(0, end + 1);
    } else if (!is_name(host, ".-")) {
        return {};
    }
    url.remove_prefix(host.size());
    if (url.starts_with(':')) {
        parts.port = url.substr(1);
        if (!std::ranges::all_of(parts.port, [](char c) { return c >= '0' && c <= '9'; }) ||
            parts.port.empty() || parts.port.size() > 5 || std::stoi(parts.port) > 65535) {
            return {};
        }
    } else if (!url.empty()) {
        return {};
    }
    parts.host = host;
    return parts;
}

bool is_this_machine(std::string const& host) {
    bool const digits =
        std::ranges::all_of(host, [](char c) { return (c >= '0' && c <= '9') || c == '.'; });
    return host == "localhost" || host == "[::1]" || (digits && host.starts_with("127."));
}

void start_library() {
    static std::once_flag once;
    std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
}

/// What is left of the bytes to send.
struct Rest {
    std::string_view bytes;
};

std::size_t give(char* to, std::size_t size, std::size_t count, void* rest) {
    auto& bytes = static_cast<Rest*>(rest)->bytes;
    auto const taken = bytes.copy(to, size * count);
    bytes.remove_prefix(taken);
    return taken;
}

std::size_t ignore(char*, std::size_t size, std::size_t count, void*) { return size * count; }

/// When a call is to end whatever the server does; the library asks once a second.
struct Patience {
    std::function<bool()>& is_stopping;
    std::chrono::steady_clock::time_point until;

    bool is_over() const { return is_stopping() || std::chrono::steady_clock::now() > until; }
};

int look(void* patience, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
    return static_cast<Patience*>(patience)->is_over() ? 1 : 0;
}

class Call {
  public:
    Call(SmtpServer const& server, long try_s, std::function<bool()>& is_stopping)
        : patience_{is_stopping,
                    std::chrono::steady_clock::now() + std::chrono::seconds{try_s + 1}} {
        start_library();
        handle_ = curl_easy_init();
        auto const parts = parts_of(server.url);
        auto url = std::string{parts.tls ? "smtps://" : "smtp://"} + parts.host;
        if (!parts.port.empty()) url += ":" + parts.port;
        set(CURLOPT_URL, url.c_str());
        set(CURLOPT_PROTOCOLS_STR, "smtp,smtps");
        set(CURLOPT_PROXY, "");
        set(CURLOPT_NOSIGNAL, 1L);
        set(CURLOPT_TIMEOUT, try_s);
        set(CURLOPT_CONNECTTIMEOUT, std::min(try_s, 20L));
        bool const plain = !parts.tls && (server.plain || is_this_machine(parts.host));
        set(CURLOPT_USE_SSL, static_cast<long>(plain ? CURLUSESSL_NONE : CURLUSESSL_ALL));
        set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
        if (!server.ca_file.empty()) {
            set(CURLOPT_CAINFO, server.ca_file.c_str());
            set(CURLOPT_CAPATH, nullptr);
        }
        if (!parts.user.empty()) {
            set(CURLOPT_USERNAME, parts.user.c_str());
            set(CURLOPT_PASSWORD, server.password.c_str());
        }
        set(CURLOPT_WRITEFUNCTION, ignore);
        set(CURLOPT_NOPROGRESS, 0L);
        set(CURLOPT_XFERINFOFUNCTION, look);
        set(CURLOPT_XFERINFODATA, static_cast<void*>(&patience_));
        // The end of the connection, which waits for an answer as well, is a part of the call.
        set(CURLOPT_FORBID_REUSE, 1L);
    }
    ~Call() {
        curl_easy_cleanup(handle_);
        curl_slist_free_all(recipients_);
    }
    Call(Call const&) = delete;

    template <class Value>
    void set(CURLoption option, Value value) {
        curl_easy_setopt(handle_, option, value);
    }

    void add_recipient(std::string const& to) {
        recipients_ = curl_slist_append(recipients_, ("<" + to + ">").c_str());
        set(CURLOPT_MAIL_RCPT, recipients_);
    }

    Result run() {
        auto const code = curl_easy_perform(handle_);
        if (code == CURLE_OK) return {Result::What::done, {}};
        if (code == CURLE_ABORTED_BY_CALLBACK) {
            if (patience_.is_stopping()) return {Result::What::stopped, "stopping"};
            return {Result::What::failed, "no answer in time"};
        }
        long answer = 0;
        curl_easy_getinfo(handle_, CURLINFO_RESPONSE_CODE, &answer);
        constexpr long for_good = 500;
        // To these two the last answer is why; anything else has another reason, whatever was said
        // before, and what is wrong with a sign-in or a certificate can be mended.
        bool const answered = code == CURLE_SEND_ERROR || code == CURLE_WEIRD_SERVER_REPLY;
        auto reason = std::string{curl_easy_strerror(code)};
        if (answered && answer >= 400) reason = "answer " + std::to_string(answer);
        auto const what =
            answered && answer >= for_good ? Result::What::refused : Result::What::failed;
        return {what, std::move(reason)};
    }

  private:
    Patience patience_;
    CURL* handle_;
    curl_slist* recipients_ = nullptr;
};

}  // namespace

std::string problem_of(SmtpServer const& server) {
    auto const parts = parts_of(server.url);
    if (parts.host.empty()) {
        return "--mail must be like smtps://user@host:465 or smtp://host:587";
    }
    if (parts.user.empty() != server.password.empty()) {
        return parts.user.empty() ? "--mail-password-file is for a user: smtps://user@host"
                                  : "the user in --mail needs a --mail-password-file";
    }
    if (server.plain && !parts.tls && !parts.user.empty() && !is_this_machine(parts.host)) {
        return "a password goes over TLS only, not with --mail-plain";
    }
    return {};
}

Smtp::Smtp(SmtpServer server, long try_s, std::function<bool()> is_stopping)
    : server_(std::move(server)), try_s_(try_s), is_stopping_(std::move(is_stopping)) {}

Result Smtp::send(std::string const& from, std::string const& to, std::string const& source) {
    Call call{server_, try_s_, is_stopping_};
    Rest rest{source};
    call.set(CURLOPT_MAIL_FROM, ("<" + from + ">").c_str());
    call.add_recipient(to);
    call.set(CURLOPT_READFUNCTION, give);
    call.set(CURLOPT_READDATA, static_cast<void*>(&rest));
    call.set(CURLOPT_UPLOAD, 1L);
    return call.run();
}

Result Smtp::greet() {
    Call call{server_, try_s_, is_stopping_};
    call.set(CURLOPT_CUSTOMREQUEST, "NOOP");
    call.set(CURLOPT_NOBODY, 1L);
    return call.run();
}

}  // namespace parley::mail
