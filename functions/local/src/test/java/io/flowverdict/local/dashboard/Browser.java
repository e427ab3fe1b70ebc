package io.flowverdict.local.dashboard;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.WebDriverWait;

/// A headless Chromium that looks at a [DashboardServer]'s page.
public final class Browser implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final List<String> NAMES = List.of("chromium", "google-chrome", "chrome");

  private final ChromeDriver driver;

  private Browser(ChromeDriver driver) {
    this.driver = driver;
  }

  /// {@return a browser; without one on the path the test is skipped, and says so}
  public static Browser open() {
    Optional<Path> chromium = NAMES.stream().flatMap(Browser::onPath).findFirst();
    Optional<Path> chromedriver = onPath("chromedriver").findFirst();
    assumeTrue(
        chromium.isPresent() && chromedriver.isPresent(),
        "SKIPPED: no chromium and chromedriver on the path, so the console was not looked at");
    ChromeOptions options = new ChromeOptions();
    options.setBinary(chromium.orElseThrow().toFile());
    options.addArguments("--headless=new", "--no-sandbox", "--disable-dev-shm-usage");
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(chromedriver.orElseThrow().toFile())
            .build();
    return new Browser(new ChromeDriver(service, options));
  }

  private static Stream<Path> onPath(String name) {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Arrays.stream(Pattern.compile(File.pathSeparator, Pattern.LITERAL).split(path))
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable);
  }

  /// Opens a page and waits until its widget is there.
  ///
  /// @param query the settings of the page and parameters of the widget: `theme=dark&width=400`
  public void visit(URI page, String query) {
    driver.get(page + "/?" + query);
    awaitCalls(1);
  }

  /// Makes the window so wide that a widget of the whole width is.
  public void resize(int width, int height) {
    driver.manage().window().setSize(new Dimension(width, height));
  }

  /// Clicks, and waits until what the click calls has answered.
  public void click(WebElement element) {
    long calls = calls();
    ((JavascriptExecutor) driver).executeScript("arguments[0].scrollIntoView()", element);
    element.click();
    awaitCalls(calls + 1);
  }

  /// Clicks, and says yes to the question whether that is meant.
  public void clickAndConfirm(WebElement element) {
    long calls = calls();
    ((JavascriptExecutor) driver).executeScript("arguments[0].scrollIntoView()", element);
    element.click();
    new WebDriverWait(driver, PATIENCE).until(ExpectedConditions.alertIsPresent()).accept();
    awaitCalls(calls + 1);
  }

  private long calls() {
    Object calls = script("return Number(document.body.dataset.calls || 0)");
    return calls instanceof Long number ? number : 0;
  }

  private void awaitCalls(long calls) {
    new WebDriverWait(driver, PATIENCE).until(_ -> calls() >= calls);
  }

  /// {@return the elements that a CSS selector finds}
  public List<WebElement> all(String selector) {
    return driver.findElements(By.cssSelector(selector));
  }

  /// {@return the first element that a CSS selector finds}
  public WebElement one(String selector) {
    return driver.findElement(By.cssSelector(selector));
  }

  /// {@return the first element of the widget whose text holds these words}
  public WebElement withText(String selector, String words) {
    return all(selector).stream()
        .filter(element -> element.getText().contains(words))
        .findFirst()
        .orElseThrow(() -> new AssertionError("No " + selector + " says " + words + ": " + text()));
  }

  /// {@return what can be read in the widget}
  public String text() {
    return one("#widget").getText();
  }

  /// {@return what a script returns}
  public Object script(String script) {
    Object result = driver.executeScript(script);
    return result == null ? "" : result;
  }

  /// {@return the texts that a script returns}
  public List<String> texts(String script) {
    return script(script) instanceof List<?> texts
        ? texts.stream().map(String::valueOf).toList()
        : List.of();
  }

  /// Keeps a picture of the whole page.
  public void picture(Path file) throws IOException {
    Files.write(file, driver.getScreenshotAs(OutputType.BYTES));
  }

  @Override
  public void close() {
    driver.quit();
  }
}
