package io.flowverdict.parquet;

import static io.flowverdict.parquet.UndecodableException.require;

import java.util.Iterator;
import java.util.List;
import org.apache.parquet.format.SchemaElement;

/// The columns of a schema: the children of its root, whose own children, if they are nested, are
/// passed over.
final class Schema implements Iterator<SchemaElement> {

  private final List<SchemaElement> elements;
  private int left;
  private int position = 1;
  private int leaf;

  /// @param elements the root and everything below it, depth first
  Schema(List<SchemaElement> elements) {
    require(!elements.isEmpty(), "its footer has no schema");
    this.elements = elements;
    this.left = children(elements.getFirst());
  }

  @Override
  public boolean hasNext() {
    return left > 0;
  }

  /// The place of the next column among the leaves, if it is one, counted from 0.
  int leaf() {
    return leaf;
  }

  @Override
  public SchemaElement next() {
    left--;
    SchemaElement column = element();
    long inside = passOver(column);
    while (inside > 0) {
      inside += passOver(element()) - 1L;
    }
    return column;
  }

  private SchemaElement element() {
    require(position < elements.size(), "its schema lacks a column");
    return elements.get(position++);
  }

  /// {@return how many elements are directly inside this one}
  private int passOver(SchemaElement element) {
    int children = children(element);
    leaf += children == 0 ? 1 : 0;
    return children;
  }

  private static int children(SchemaElement element) {
    require(element.getNum_children() >= 0, "its schema has a column with fewer than no children");
    return element.getNum_children();
  }
}
