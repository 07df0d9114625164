#pragma once
// The pages of the support centre, each one HTML document that needs no script. Source: E24, V18,
// C17; ux/guide 1e: what stands first helps most, and a way to a person is on every page.
//
// Addresses begin with the language, and with the organization where there are several:
// /en, /en/search?q=…, /en/categories/cat_…, /en/articles/article_…-its-title, /en/of/acme/search …

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.hpp"
#include "centre/words.hpp"
#include "store/tx.hpp"

namespace parley::centre {

/// Where a request leads to.
struct Place {
    Language language = Language::en;
    std::optional<std::string> organization;  // slug
    std::vector<std::string> path;            // what is behind these, by segments
};

/// The language that somebody prefers, by the Accept-Language of their browser (RFC 9110 12.5.4).
Language preferred(std::string_view accept_language);

/// Nothing for what is no address of the support centre. `path` is decoded.
std::optional<Place> read_place(std::string_view path);

/// The fields of a query or of a form that was sent: decoded, the first of each name. Nothing where
/// one of them is no UTF-8, holds U+0000, or where there are more than any page of ours sends.
using Form = std::map<std::string, std::string>;
std::optional<Form> read_form(std::string_view written);

struct Page {
    int status = 200;
    std::string html;
    /// Set where a search has found nothing: so that somebody may write what is missing.
    std::optional<std::string> missed;
    OrganizationId organization = {};
};

/// The page; one that says so where there is none. `token`: of the customer whose browser asks,
/// empty where it is nobody's.
Page page(store::Tx& tx, Place const& place, Form const& query, std::string const& token);

/// The article that a path names: /articles/article_…-title.
std::optional<ArticleId> article_of(Place const& place);

/// Says why something could not be done.
Page problem_page(Place const& place, int status, std::string_view text);

/// Its address, as a browser asks for it; and without what is behind the organization.
std::string address_of(Place const& place);
std::string root_of(Place const& place);

}  // namespace parley::centre
