package olympics.web;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The pages of one port: a fixed list of paths, each with what it answers. No path leads to a file
 * or a class that is not in the list. Immutable.
 */
public final class Site {
  private final Map<String, Page> pages;

  private Site(Map<String, Page> pages) {
    this.pages = Map.copyOf(pages);
  }

  /** What a path answers. The path is compared as it came: nothing in it is decoded or resolved. */
  Optional<Page> at(String path) {
    return Optional.ofNullable(pages.get(path));
  }

  /** A site without pages yet. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects the pages of a site. Not thread-safe. */
  public static final class Builder {
    private final Map<String, Page> pages = new HashMap<>();

    private Builder() {}

    /**
     * Serves what is computed for each request.
     *
     * @param path begins with a slash
     */
    public Builder page(String path, Page page) {
      if (!path.startsWith("/") || pages.putIfAbsent(path, page) != null) {
        throw new IllegalArgumentException("a path twice, or without a slash: \"" + path + '"');
      }
      return this;
    }

    /**
     * Serves a file of the jar at {@code /name}.
     *
     * @param beside a class of the package where it lies
     * @param name ends with .css, .js, .html or .svg
     * @throws IllegalArgumentException if there is no such file
     */
    public Builder resource(Class<?> beside, String name) {
      return page("/" + name, StaticPage.resource(beside, name));
    }

    /** The site. */
    public Site build() {
      return new Site(pages);
    }
  }
}
