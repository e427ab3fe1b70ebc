package io.flowverdict.parquet;

import static java.util.Objects.requireNonNull;

import io.flowverdict.core.flowlog.FlowLogField;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type.Repetition;

/// A column whose values are read.
///
/// @param name as the footer spells it
/// @param index its place among the leaves of the schema, counted from 0
/// @param type of its values
/// @param optional whether a value may be null
record Column(FlowLogField field, String name, int index, ValueType type, boolean optional) {

  Column {
    requireNonNull(field, "field is null");
    requireNonNull(name, "name is null");
    requireNonNull(type, "type is null");
  }

  /// {@return the column that a schema describes}
  ///
  /// @throws UndecodableException when its values are neither numbers, times nor text
  static Column of(FlowLogField field, String name, SchemaElement element, int index) {
    if (!element.isSetType() || element.getRepetition_type() == FieldRepetitionType.REPEATED) {
      throw unsupported(element, "is nested");
    }
    return new Column(
        field,
        name,
        index,
        type(field, element),
        element.getRepetition_type() == FieldRepetitionType.OPTIONAL);
  }

  private static ValueType type(FlowLogField field, SchemaElement element) {
    ValueType type = ValueType.of(element);
    if (type == null) {
      throw unsupported(element, "has the type " + named(element) + ": neither numbers nor text");
    }
    if (type.kind() == ValueType.Kind.TIME
        && field != FlowLogField.START
        && field != FlowLogField.END) {
      throw unsupported(element, "has times, which only start and end are");
    }
    return type;
  }

  private static String named(SchemaElement element) {
    LogicalType logical = element.getLogicalType();
    if (logical != null) {
      return String.valueOf(logical.getSetField());
    }
    return element.getConverted_type() == null
        ? String.valueOf(element.getType())
        : String.valueOf(element.getConverted_type());
  }

  private static UndecodableException unsupported(SchemaElement element, String what) {
    return UndecodableException.unsupported(
        "the column " + Footer.quoted(String.valueOf(element.getName())) + " " + what);
  }

  /// What the library wants to know of the column.
  ColumnDescriptor descriptor() {
    Repetition repetition = optional ? Repetition.OPTIONAL : Repetition.REQUIRED;
    return new ColumnDescriptor(
        new String[] {name},
        type.length() == 0
            ? new PrimitiveType(repetition, type.stored(), name)
            : new PrimitiveType(repetition, type.stored(), type.length(), name),
        /* maxRep= */ 0,
        definitionLevel());
  }

  /// The definition level of a value that is not null.
  int definitionLevel() {
    return optional ? 1 : 0;
  }
}
