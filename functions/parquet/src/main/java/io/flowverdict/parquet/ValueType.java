package io.flowverdict.parquet;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.DecimalType;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.TimeUnit;
import org.apache.parquet.format.Type;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.jspecify.annotations.Nullable;

/// What the values of a column are, and what they are kept as ([logical
/// types](https://github.com/apache/parquet-format/blob/master/LogicalTypes.md)). Programs that
/// write flow logs again give times a unit and make numbers decimals or doubles.
///
/// Of numbers the kept form is the INT32 or INT64, or the bits of the FLOAT or DOUBLE; of the
/// others it is bytes.
///
/// @param stored what they are kept as
/// @param length in bytes, of each value that is kept as FIXED_LEN_BYTE_ARRAY; else 0
/// @param unit how many units a second has, of a time; of a decimal how many a whole one has
record ValueType(PrimitiveTypeName stored, Kind kind, int length, long unit) {

  /// What values are.
  enum Kind {
    TEXT,
    SIGNED,
    UNSIGNED,
    TIME,
    DECIMAL,
    FLOATING
  }

  /// The Julian day of 1970-01-01, from which INT96 counts days.
  private static final long JULIAN_EPOCH = 2_440_588;

  private static final long SECONDS_OF_DAY = 86_400;
  private static final long NANOSECONDS = 1_000_000_000;
  private static final int INT96_BYTES = 12;

  /// How long a decimal of the 38 digits is that other programs have at most.
  private static final int LONGEST_DECIMAL = 16;

  private static final int MOST_DIGITS = 18;

  /// Below these every whole number has a value of its own.
  private static final double EXACT_DOUBLES = 1L << 53;

  private static final double EXACT_FLOATS = 1 << 24;

  ValueType {
    requireNonNull(stored, "stored is null");
    requireNonNull(kind, "kind is null");
  }

  /// {@return the type that a schema describes; null when it is none that is read}
  static @Nullable ValueType of(SchemaElement element) {
    Type type = requireNonNull(element.getType(), "type is null");
    return switch (type) {
      case INT32 -> whole(PrimitiveTypeName.INT32, element);
      case INT64 -> whole(PrimitiveTypeName.INT64, element);
      case FLOAT -> new ValueType(PrimitiveTypeName.FLOAT, Kind.FLOATING, 0, 1);
      case DOUBLE -> new ValueType(PrimitiveTypeName.DOUBLE, Kind.FLOATING, 0, 1);
      case INT96 -> new ValueType(PrimitiveTypeName.INT96, Kind.TIME, 0, NANOSECONDS);
      case BYTE_ARRAY -> bytes(element);
      case FIXED_LEN_BYTE_ARRAY -> fixed(element);
      case BOOLEAN -> null;
    };
  }

  private static @Nullable ValueType whole(PrimitiveTypeName stored, SchemaElement element) {
    if (isDecimal(element)) {
      return decimal(stored, 0, element);
    }
    long unit = stored == PrimitiveTypeName.INT64 ? timeUnit(element) : 0;
    if (unit > 0) {
      return new ValueType(stored, Kind.TIME, 0, unit);
    }
    LogicalType logical = element.getLogicalType();
    if (logical != null) {
      boolean unsigned = logical.isSetINTEGER() && !logical.getINTEGER().isIsSigned();
      return logical.isSetINTEGER() || logical.isSetUNKNOWN()
          ? new ValueType(stored, unsigned ? Kind.UNSIGNED : Kind.SIGNED, 0, 1)
          : null;
    }
    return switch (element.getConverted_type()) {
      case null -> new ValueType(stored, Kind.SIGNED, 0, 1);
      case INT_8, INT_16, INT_32, INT_64, UINT_8, UINT_16 ->
          new ValueType(stored, Kind.SIGNED, 0, 1);
      case UINT_32, UINT_64 -> new ValueType(stored, Kind.UNSIGNED, 0, 1);
      case UTF8, ENUM, MAP, MAP_KEY_VALUE, LIST, DECIMAL, DATE, TIME_MILLIS, TIME_MICROS -> null;
      case TIMESTAMP_MILLIS, TIMESTAMP_MICROS, JSON, BSON, INTERVAL -> null;
    };
  }

  /// {@return how many units of a timestamp a second has; 0 when it is no timestamp}
  private static long timeUnit(SchemaElement element) {
    LogicalType logical = element.getLogicalType();
    if (logical != null) {
      TimeUnit unit = logical.isSetTIMESTAMP() ? logical.getTIMESTAMP().getUnit() : null;
      if (unit == null) {
        return 0;
      }
      return unit.isSetMILLIS() ? 1_000 : unit.isSetMICROS() ? 1_000_000 : NANOSECONDS;
    }
    return switch (element.getConverted_type()) {
      case TIMESTAMP_MILLIS -> 1_000;
      case TIMESTAMP_MICROS -> 1_000_000;
      case null, default -> 0;
    };
  }

  private static @Nullable ValueType bytes(SchemaElement element) {
    if (isDecimal(element)) {
      return decimal(PrimitiveTypeName.BINARY, 0, element);
    }
    LogicalType logical = element.getLogicalType();
    ConvertedType converted = element.getConverted_type();
    boolean text =
        logical != null
            ? logical.isSetSTRING() || logical.isSetENUM() || logical.isSetUNKNOWN()
            : converted == null
                || converted == ConvertedType.UTF8
                || converted == ConvertedType.ENUM;
    return text ? new ValueType(PrimitiveTypeName.BINARY, Kind.TEXT, 0, 1) : null;
  }

  private static @Nullable ValueType fixed(SchemaElement element) {
    int length = element.getType_length();
    return isDecimal(element) && length > 0 && length <= LONGEST_DECIMAL
        ? decimal(PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY, length, element)
        : null;
  }

  private static boolean isDecimal(SchemaElement element) {
    LogicalType logical = element.getLogicalType();
    return logical != null
        ? logical.isSetDECIMAL()
        : element.getConverted_type() == ConvertedType.DECIMAL;
  }

  private static @Nullable ValueType decimal(
      PrimitiveTypeName stored, int length, SchemaElement element) {
    LogicalType logical = element.getLogicalType();
    DecimalType decimal = logical == null ? null : logical.getDECIMAL();
    int scale = decimal == null ? element.getScale() : decimal.getScale();
    return scale < 0 || scale > MOST_DIGITS
        ? null
        : new ValueType(stored, Kind.DECIMAL, length, BigInteger.TEN.pow(scale).longValue());
  }

  /// Whether a value's kept form is bytes.
  boolean isBytes() {
    return switch (stored) {
      case BINARY, FIXED_LEN_BYTE_ARRAY, INT96 -> true;
      default -> false;
    };
  }

  /// How many bytes a value takes at least.
  int leastBytes() {
    return switch (stored) {
      case INT64, DOUBLE -> Long.BYTES;
      case INT96 -> INT96_BYTES;
      case FIXED_LEN_BYTE_ARRAY -> length;
      default -> Integer.BYTES;
    };
  }

  /// {@return the kept form of an INT32}
  long widened(int value) {
    return kind == Kind.UNSIGNED ? Integer.toUnsignedLong(value) : value;
  }

  /// {@return whether a number stands for none, as NaN does where a program has no null}
  boolean isAbsent(long value) {
    return kind == Kind.FLOATING && Double.isNaN(floating(value));
  }

  private double floating(long value) {
    return stored == PrimitiveTypeName.FLOAT
        ? Float.intBitsToFloat((int) value)
        : Double.longBitsToDouble(value);
  }

  /// {@return the whole number, without a sign, that a value is, of a time the seconds since 1970;
  /// less than 0 when it is none}
  long number(long value) {
    return switch (kind) {
      case TEXT, SIGNED, UNSIGNED -> value;
      case TIME -> Math.floorDiv(value, unit);
      case DECIMAL -> value % unit == 0 ? value / unit : CellValues.OTHER;
      case FLOATING -> {
        double number = floating(value);
        double exact = stored == PrimitiveTypeName.FLOAT ? EXACT_FLOATS : EXACT_DOUBLES;
        yield number == Math.rint(number) && Math.abs(number) <= exact
            ? (long) number
            : CellValues.OTHER;
      }
    };
  }

  /// {@return a number as text writes it; null when it stands for none}
  @Nullable String text(long value) {
    if (isAbsent(value)) {
      return null;
    }
    long number = number(value);
    return switch (kind) {
      case UNSIGNED -> Long.toUnsignedString(value);
      case TEXT, SIGNED, TIME -> Long.toString(number);
      case DECIMAL ->
          value % unit == 0 ? Long.toString(number) : fraction(BigInteger.valueOf(value));
      case FLOATING ->
          number >= 0
              ? Long.toString(number)
              : stored == PrimitiveTypeName.FLOAT
                  ? Float.toString((float) floating(value))
                  : Double.toString(floating(value));
    };
  }

  /// {@return a value that is kept as bytes, as text writes it}
  String text(byte[] value) {
    return switch (kind) {
      case TIME -> Long.toString(seconds(value));
      case DECIMAL -> {
        UndecodableException.require(
            value.length > 0 && value.length <= LONGEST_DECIMAL, "a decimal has no length");
        BigInteger[] parts = new BigInteger(value).divideAndRemainder(BigInteger.valueOf(unit));
        yield parts[1].signum() == 0 ? parts[0].toString() : fraction(new BigInteger(value));
      }
      case TEXT, SIGNED, UNSIGNED, FLOATING -> new String(value, StandardCharsets.UTF_8);
    };
  }

  private String fraction(BigInteger value) {
    return new BigDecimal(value).divide(BigDecimal.valueOf(unit)).toPlainString();
  }

  private static long seconds(byte[] int96) {
    UndecodableException.require(int96.length == INT96_BYTES, "a time has no 12 bytes");
    ByteBuffer bytes = ByteBuffer.wrap(int96).order(ByteOrder.LITTLE_ENDIAN);
    long nanoseconds = bytes.getLong();
    long days = bytes.getInt() - JULIAN_EPOCH;
    return days * SECONDS_OF_DAY + Math.floorDiv(nanoseconds, NANOSECONDS);
  }
}
