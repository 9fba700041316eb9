package olympics.cli;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Command lines that a program's help shows before anything else, one a string. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Examples {
  /** The command lines, each with a comment after two spaces and {@code #} if it needs one. */
  String[] value();
}
