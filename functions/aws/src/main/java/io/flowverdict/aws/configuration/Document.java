package io.flowverdict.aws.configuration;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.flowverdict.core.net.Cidr;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One JSON document on its way into the resources, element by element, so that a long listing is
/// never held whole.
final class Document {
  private static final String NEXT_TOKEN = "NextToken";
  private static final Pattern PREFIX_LIST_ID =
      Pattern.compile("(?<![A-Za-z0-9])pl-[0-9a-f]+(?![A-Za-z0-9])");

  private final String source;
  private final JsonParser parser;
  private final CollectedResources resources;
  private final Consumer<Remark> remarks;
  private final Map<ResourceKind, List<String>> ids = new EnumMap<>(ResourceKind.class);
  private @Nullable String entriesOf;
  private boolean hasCidrs;
  private boolean goesOn;

  Document(
      String source, JsonParser parser, CollectedResources resources, Consumer<Remark> remarks) {
    this.source = source;
    this.parser = parser;
    this.resources = resources;
    this.remarks = remarks;
  }

  void read() throws IOException {
    open();
    boolean empty = true;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String key = parser.currentName();
      parser.nextToken();
      readValue(key);
      empty = false;
    }
    if (empty) {
      remarks.accept(Remark.empty(source));
    }
    close();
    ids.forEach(this::addPage);
  }

  private void addPage(ResourceKind kind, List<String> listed) {
    if (kind == ResourceKind.PREFIX_LIST_ENTRIES && entriesOf != null) {
      resources.pages().addEntries(entriesOf, source, listed, goesOn);
    } else {
      resources.pages().add(listed(kind), source, listed, goesOn);
    }
  }

  /// `describe-managed-prefix-lists` and `describe-prefix-lists` have one key and list different
  /// things.
  private ResourceKind listed(ResourceKind kind) {
    return kind == ResourceKind.PREFIX_LISTS && !hasCidrs
        ? ResourceKind.MANAGED_PREFIX_LISTS
        : kind;
  }

  private void open() throws IOException {
    if (parser.nextToken() == null) {
      throw new ConfigurationException(
          source + " is empty; export the file again with the AWS CLI, or remove it.");
    }
    if (!parser.isExpectedStartObjectToken()) {
      throw new ConfigurationException(
          source
              + " holds no JSON object such as {\"SecurityGroups\": […]}; export it again with the"
              + " AWS CLI, as JSON and without --query.");
    }
  }

  private void close() throws IOException {
    if (parser.nextToken() != null) {
      throw new ConfigurationException(
          source
              + " holds a second document at "
              + place(parser.currentTokenLocation())
              + "; put each document into a file of its own.");
    }
  }

  static String place(JsonLocation location) {
    return "line " + location.getLineNr() + ", column " + location.getColumnNr();
  }

  private void readValue(String key) throws IOException {
    Optional<ResourceKind> kind = ResourceKind.ofKey(key);
    if (kind.isEmpty()) {
      readOther(key);
    } else if (kind.get() == ResourceKind.PREFIX_LIST_ENTRIES) {
      readEntries(key);
    } else {
      resources.list(kind.get());
      List<String> listed = new ArrayList<>();
      readEach(
          key,
          element -> {
            listed.add(resources.add(kind.get(), element, remarks));
            hasCidrs |= element.node().has("Cidrs");
          });
      ids.put(kind.get(), listed);
    }
  }

  private void readOther(String key) throws IOException {
    if (key.equals(SnapshotFormat.KEY)) {
      resources.addIncomplete(SnapshotFormat.read(new Element(source, key, tree())), source);
      return;
    }
    if (key.equals(CaptureFormat.KEY)) {
      resources.addCapture(CaptureFormat.read(new Element(source, key, tree())), source);
      return;
    }
    if (!key.equalsIgnoreCase(NEXT_TOKEN)) {
      remarks.accept(Remark.unknownKey(source, key));
    } else if (parser.currentToken() != JsonToken.VALUE_NULL && !parser.getText().isEmpty()) {
      goesOn = true;
    }
    parser.skipChildren();
  }

  private void readEntries(String key) throws IOException {
    String listId = prefixListId();
    if (listId == null) {
      remarks.accept(Remark.entriesOfNoList(source));
      parser.skipChildren();
      return;
    }
    List<Cidr> cidrs = new ArrayList<>();
    readEach(key, entry -> cidrs.add(PrefixListJson.readEntry(entry)));
    entriesOf = listId;
    ids.put(ResourceKind.PREFIX_LIST_ENTRIES, cidrs.stream().map(Cidr::toString).toList());
    if (resources.addEntries(listId, cidrs, source)) {
      remarks.accept(Remark.addedEntries(source, listId));
    }
  }

  /// {@return the prefix list that the last part of the document's name tells; null when it tells
  /// none, or several}
  private @Nullable String prefixListId() {
    String name = source.substring(Math.max(source.lastIndexOf('/'), source.lastIndexOf('\\')) + 1);
    Set<String> ids = new TreeSet<>();
    PREFIX_LIST_ID.matcher(name).results().map(MatchResult::group).forEach(ids::add);
    return ids.size() == 1 ? ids.iterator().next() : null;
  }

  private void readEach(String key, Consumer<Element> reader) throws IOException {
    if (parser.currentToken() == JsonToken.VALUE_NULL) {
      return;
    }
    if (!parser.isExpectedStartArrayToken()) {
      throw new Element(source, key, tree()).unexpected("a list");
    }
    for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
      reader.accept(new Element(source, key + "[" + i + "]", tree()).object());
    }
  }

  /// {@return the value at the parser's place; a JSON null is a null node}
  private JsonNode tree() throws IOException {
    JsonNode tree = parser.readValueAsTree();
    return tree == null ? NullNode.getInstance() : tree;
  }
}
