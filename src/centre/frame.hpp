#pragma once
// What is on every page of the support centre: its head with the chat's launcher, the way to the
// other language, the search, the way back, and the way to a person.

#include <optional>
#include <string>
#include <string_view>

#include "centre/html.hpp"
#include "centre/pages.hpp"

namespace parley::centre {

/// One document while it is written. REQUIRES: `place` outlives it.
class Frame {
  public:
    Frame(store::Tx& tx, Place const& place)
        : tx_(tx), place_(place), say_(words_in(place.language)) {}

  protected:
    /// False where the place's organization is none, or where it should say which.
    bool find_organization();

    Language other_language() const {
        return place_.language == Language::de ? Language::en : Language::de;
    }
    std::string root_in(Language language) const;
    /// The beginning of an address of the centre.
    Html& address() { return html_.text(root_of(place_)); }

    /// `same`: the address of the same page in the other language, where there is one.
    void head(std::string_view title, std::string const& same = {});
    void search_form(std::string_view query, bool large);
    /// The way back: to the home page, and to a page of this name and address between.
    void crumbs(std::string const& where = {}, std::string_view name = {});
    /// Where scripts run, it opens the chat; elsewhere there is none to open.
    void chat_button(std::string_view label);
    Page finish();
    Page nothing_here();

    /// A day as RFC 3339 has it, as the language writes it.
    std::string day_text(std::string const& day) const;

    /// Empty where it has no name in that language.
    std::string name_of(CategoryId id, Language language);

    store::Tx& tx_;
    Place const& place_;
    Words const& say_;
    OrganizationId organization_{};
    std::string name_;  // the organization's
    Html html_;
    Page page_;

  private:
    void still_need_help();
    std::string in_a_while(Instant at) const;
};

}  // namespace parley::centre
