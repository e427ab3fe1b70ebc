package io.flowverdict.parquet;

import static java.util.Objects.requireNonNull;

import io.flowverdict.core.flowlog.FlowLogField;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.TimeUnit;
import org.apache.parquet.format.Type;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type.Repetition;
import org.jspecify.annotations.Nullable;

/// A column whose values are read.
///
/// @param name as the footer spells it
/// @param index its place among the leaves of the schema, counted from 0
/// @param type of its values: INT32, INT64 or BINARY
/// @param unsigned whether its numbers have no sign
/// @param optional whether a value may be null
record Column(
    FlowLogField field,
    String name,
    int index,
    PrimitiveTypeName type,
    boolean unsigned,
    boolean optional) {

  Column {
    requireNonNull(field, "field is null");
    requireNonNull(name, "name is null");
    requireNonNull(type, "type is null");
  }

  /// {@return the column that a schema describes}
  ///
  /// @throws UndecodableException when its values are neither numbers nor text
  static Column of(FlowLogField field, String name, SchemaElement element, int index) {
    if (!element.isSetType() || element.getRepetition_type() == FieldRepetitionType.REPEATED) {
      throw unsupported(element, "is nested");
    }
    return new Column(
        field,
        name,
        index,
        type(element),
        isUnsigned(element),
        element.getRepetition_type() == FieldRepetitionType.OPTIONAL);
  }

  private static PrimitiveTypeName type(SchemaElement element) {
    if (!isPlain(element)) {
      throw unsupported(element, "has values that are neither whole numbers nor text");
    }
    Type type = requireNonNull(element.getType(), "type is null");
    return switch (type) {
      case INT32 -> PrimitiveTypeName.INT32;
      case INT64 -> PrimitiveTypeName.INT64;
      case BYTE_ARRAY -> PrimitiveTypeName.BINARY;
      case BOOLEAN, INT96, FLOAT, DOUBLE, FIXED_LEN_BYTE_ARRAY ->
          throw unsupported(element, "has the type " + type + ", not INT32, INT64 or STRING");
    };
  }

  /// Whether the stored value is the value: no fraction, and no time in another unit than
  /// milliseconds.
  private static boolean isPlain(SchemaElement element) {
    LogicalType logical = element.getLogicalType();
    if (logical != null) {
      return logical.isSetSTRING()
          || logical.isSetENUM()
          || logical.isSetINTEGER()
          || logical.isSetUNKNOWN()
          || (logical.isSetTIMESTAMP() && isMilliseconds(logical.getTIMESTAMP().getUnit()));
    }
    return switch (element.getConverted_type()) {
      case null -> true;
      case UTF8, ENUM, UINT_8, UINT_16, UINT_32, UINT_64 -> true;
      case INT_8, INT_16, INT_32, INT_64, TIMESTAMP_MILLIS -> true;
      case MAP, MAP_KEY_VALUE, LIST, DECIMAL, DATE, TIME_MILLIS, TIME_MICROS -> false;
      case TIMESTAMP_MICROS, JSON, BSON, INTERVAL -> false;
    };
  }

  private static boolean isMilliseconds(@Nullable TimeUnit unit) {
    return unit != null && unit.isSetMILLIS();
  }

  private static boolean isUnsigned(SchemaElement element) {
    LogicalType logical = element.getLogicalType();
    if (logical != null) {
      return logical.isSetINTEGER() && !logical.getINTEGER().isIsSigned();
    }
    ConvertedType converted = element.getConverted_type();
    return converted == ConvertedType.UINT_32 || converted == ConvertedType.UINT_64;
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
        new PrimitiveType(repetition, type, name),
        /* maxRep= */ 0,
        definitionLevel());
  }

  /// The definition level of a value that is not null.
  int definitionLevel() {
    return optional ? 1 : 0;
  }
}
