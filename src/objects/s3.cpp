#include "objects/s3.hpp"

#include <algorithm>

#include "base/secret.hpp"
#include "calling/address.hpp"
#include "calling/call.hpp"

namespace parley::objects {

namespace {

constexpr auto scheme = "http";
constexpr long remove_s = 10;
constexpr std::size_t answer_bytes_max = std::size_t{64} << 20;  // more than any file has

}  // namespace

class S3::Request : public calling::Call {
  public:
    /// `content`: what is sent.
    Request(S3 const& store, std::string const& name, std::string_view content, long try_s)
        : Call(store.below_ + name, "http,https", store.place_.ca_file, try_s, store.is_stopping_) {
        auto const& place = store.place_;
        set(CURLOPT_AWS_SIGV4, ("aws:amz:" + place.region + ":s3").c_str());
        set(CURLOPT_USERNAME, place.key_id.c_str());
        set(CURLOPT_PASSWORD, place.secret.c_str());
        // Signed, too, so that other bytes under this signature are refused.
        add_header("x-amz-content-sha256: " + sha256(content));
        add_header("Content-Type: application/octet-stream");
    }

    Result work() {
        constexpr long missing = 404;
        auto const code = run();
        if (code == CURLE_OK && answer() >= 200 && answer() < 300) return {Result::What::done, {}};
        if (code == CURLE_OK && answer() == missing) return {Result::What::missing, "answer 404"};
        if (code == CURLE_OK) {
            return {Result::What::failed, "answer " + std::to_string(answer())};
        }
        if (code == CURLE_ABORTED_BY_CALLBACK) {
            return {Result::What::failed, was_stopped() ? "stopping" : "no answer in time"};
        }
        return {Result::What::failed, curl_easy_strerror(code)};
    }
};

std::string problem_of(S3Place const& place) {
    auto const at = calling::read_address(place.url, scheme);
    if (at.host.empty() || at.path.empty() || !at.user.empty() || at.path.ends_with('/')) {
        return "--object-store must be like https://s3.example/bucket";
    }
    if (!at.tls && !place.plain && !calling::is_this_machine(at.host)) {
        return "--object-store is spoken to over https:// only, or with --object-store-plain";
    }
    if (place.key_id.empty() || place.secret.empty()) {
        return "--object-store needs an --object-store-key and an --object-store-secret-file";
    }
    if (place.region.empty()) return "--object-store-region must not be empty";
    return {};
}

S3::S3(S3Place place, long try_s, std::function<bool()> is_stopping)
    : place_(std::move(place)),
      below_(calling::url_of(calling::read_address(place_.url, scheme), scheme) + "/"),
      try_s_(try_s),
      is_stopping_(std::move(is_stopping)) {}

Result S3::put(std::string const& name, std::string_view bytes) const {
    Request request{*this, name, bytes, try_s_};
    request.send(bytes);
    request.set(CURLOPT_INFILESIZE_LARGE, static_cast<curl_off_t>(bytes.size()));
    auto const result = request.work();
    if (result.what != Result::What::done) return {Result::What::failed, result.reason};
    std::string there;
    if (request.sent() == bytes.size() && get(name, there).what == Result::What::done &&
        there == bytes) {
        return result;
    }
    return {Result::What::failed, "what was put there is not what is there"};
}

Result S3::get(std::string const& name, std::string& bytes) const {
    Request request{*this, name, {}, try_s_};
    bytes.clear();
    request.receive(bytes, answer_bytes_max);
    return request.work();
}

Result S3::remove(std::string const& name) const {
    Request request{*this, name, {}, std::min(try_s_, remove_s)};
    request.set(CURLOPT_CUSTOMREQUEST, "DELETE");
    auto result = request.work();
    if (result.what == Result::What::missing) result.what = Result::What::done;
    return result;
}

Result S3::try_it() const {
    auto const name = "parley-doctor-" + sha256(make_token()).substr(0, 16);
    auto const result = put(name, make_token());
    auto const removed = remove(name);
    return result.what == Result::What::done ? removed : result;
}

}  // namespace parley::objects
