package io.flowverdict.core;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The direction of dependencies inside core, and that core needs nothing but the JDK.
class ArchitectureTest {

  /// The packages of core in layers: a package may use those of earlier layers only.
  private static final List<List<String>> LAYERS =
      List.of(
          List.of("text"),
          List.of("net"),
          List.of("deflate"),
          List.of("flowlog", "snapshot"),
          List.of("judge"),
          List.of("change"),
          List.of("explain"),
          List.of("usage"),
          List.of("finding"),
          List.of("bulk"),
          List.of("audit"));

  private static final JavaClasses CORE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.flowverdict.core");

  @ParameterizedTest(name = "{0} does not use {1}")
  @MethodSource("forbidden")
  void aPackageUsesOnlyEarlierPackages(String user, String used) {
    noClasses()
        .that()
        .resideInAPackage(inCore(user))
        .should()
        .dependOnClassesThat()
        .resideInAPackage(inCore(used))
        .allowEmptyShould(true)
        .check(CORE);
  }

  @Test
  void everyPackageHasAPlaceInTheLayers() {
    String[] placed =
        LAYERS.stream().flatMap(List::stream).map(ArchitectureTest::inCore).toArray(String[]::new);
    classes().should().resideInAnyPackage(placed).check(CORE);
  }

  @Test
  void packagesFormNoCycle() {
    slices().matching("io.flowverdict.core.(**)").should().beFreeOfCycles().check(CORE);
  }

  @Test
  void coreNeedsNothingButTheJdk() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java..", "org.jspecify.annotations", "io.flowverdict.core..")
        .check(CORE);
  }

  /// Every pair of a package and another that is not in an earlier layer.
  static Stream<Arguments> forbidden() {
    return LAYERS.stream()
        .flatMap(layer ->
            layer.stream()
                .flatMap(user -> notBefore(layer, user).map(used -> Arguments.of(user, used))));
  }

  private static Stream<String> notBefore(List<String> layer, String user) {
    return LAYERS.subList(LAYERS.indexOf(layer), LAYERS.size()).stream()
        .flatMap(List::stream)
        .filter(other -> !other.equals(user));
  }

  private static String inCore(String name) {
    return "io.flowverdict.core." + name + "..";
  }
}
