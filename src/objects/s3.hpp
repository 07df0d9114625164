#pragma once
// A store that speaks S3 (Amazon's, MinIO, Ceph, Garage, …): objects of a bucket by their names,
// the bucket in the path, requests signed with Signature Version 4. Source: W12.
//
// INVARIANT 1: nothing goes over a network in the clear unless `plain` says so.
// INVARIANT 2: what a Result says has no key and no name of an object in it.

#include <functional>
#include <string>
#include <string_view>

namespace parley::objects {

struct S3Place {
    std::string url;  // https://host[:port]/bucket[/folder]
    std::string region;
    std::string key_id;
    std::string secret;
    std::string ca_file;  // certificates to trust in place of the system's; empty: those
    bool plain = false;   // no TLS, whatever is between
};

/// What is wrong with it, as a sentence; empty where nothing is.
std::string problem_of(S3Place const& place);

struct Result {
    enum class What { done, missing, failed };
    What what = What::failed;
    std::string reason;  // of what has failed
};

class S3 {
  public:
    /// REQUIRES: problem_of(place) is empty. `is_stopping` is asked while something is under way,
    /// on any thread. `try_s`: for one call.
    S3(S3Place place, long try_s, std::function<bool()> is_stopping = [] { return false; });

    // `name`: lower-case letters, digits, '/', '_' and '-'.

    /// Done where the same bytes were fetched again: whoever answers may be no store at all.
    Result put(std::string const& name, std::string_view bytes) const;
    Result get(std::string const& name, std::string& bytes) const;
    /// Done, too, where there is none. Takes ten seconds at most: nobody waits for it to be gone.
    Result remove(std::string const& name) const;
    /// Whether objects can be put, fetched and removed: tries it with one of its own.
    Result try_it() const;

  private:
    class Request;

    S3Place const place_;
    std::string const below_;  // the url of an object without its name
    long const try_s_;
    std::function<bool()> const is_stopping_;
};

}  // namespace parley::objects
