package io.flowverdict.aws.configuration;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The documents that list one kind of resource, and whether they are whole together.
///
/// A document with a `NextToken` is a page after which the listing goes on; the AWS CLI leaves it
/// in its output with `--max-items` and `--no-paginate` (AWS CLI User Guide, "Pagination"). The
/// token says neither which listing it belongs to nor how much is to come. So a folder is taken to
/// hold all pages where just one document has no token, as the last page has none, and no resource
/// is in two of them, as a listing shows each once; or where a document without a token has all
/// that is on the pages. Otherwise something may be missing. That a page in the middle is missing
/// cannot be seen.
final class Pages {
  private final List<Page> pages = new ArrayList<>();

  /// @param source the document
  /// @param ids of the resources that it lists
  /// @param goesOn whether it has a token for the next page
  private record Page(String source, Set<String> ids, boolean goesOn) {}

  void add(String source, Collection<String> ids, boolean goesOn) {
    pages.add(new Page(source, Set.copyOf(ids), goesOn));
  }

  /// {@return the documents after which the listing goes on, where the others do not make it whole}
  List<String> goingOn() {
    List<Page> open = pages.stream().filter(Page::goesOn).toList();
    boolean whole = open.isEmpty() || isInOneDocument(open) || isOneListing();
    return whole ? List.of() : open.stream().map(Page::source).toList();
  }

  /// {@return the documents that are listings or last pages, where their contents differ and they
  /// are no pages of one listing}
  List<String> differing() {
    List<Page> ends = pages.stream().filter(page -> !page.goesOn).toList();
    boolean same = ends.stream().map(Page::ids).distinct().count() <= 1;
    return same ? List.of() : ends.stream().map(Page::source).toList();
  }

  private boolean isInOneDocument(List<Page> open) {
    Set<String> onPages = new HashSet<>();
    open.forEach(page -> onPages.addAll(page.ids));
    return !onPages.isEmpty()
        && pages.stream().anyMatch(page -> !page.goesOn && page.ids.containsAll(onPages));
  }

  private boolean isOneListing() {
    Set<String> seen = new HashSet<>();
    List<Page> different =
        pages.stream()
            .filter(page -> seen.add(page.goesOn + " " + page.ids.stream().sorted().toList()))
            .toList();
    long elements = different.stream().mapToLong(page -> page.ids.size()).sum();
    Set<String> all = new HashSet<>();
    different.forEach(page -> all.addAll(page.ids));
    return different.stream().filter(page -> !page.goesOn).count() == 1 && all.size() == elements;
  }
}
