package dev.fanfare.tests.architecture;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import dev.fanfare.tests.project.Project;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import javax.tools.ToolProvider;

/**
 * A Java file as the compiler's own parser sees it: text in comments and strings does not count as
 * code.
 *
 * @param methods methods and constructors with a body
 * @param names selected members, such as {@code Thread.sleep} and {@code Thread::sleep}
 */
record Source(Path file, int lines, List<Method> methods, List<Name> names) {

  /** A method, from its first modifier to its closing brace. */
  record Method(String name, long line, long lines) {}

  record Name(String text, long line) {}

  String at(long line) {
    return Project.name(file) + ":" + line;
  }

  static List<Source> parse(List<Path> files) {
    var compiler = ToolProvider.getSystemJavaCompiler();
    try (var manager = compiler.getStandardFileManager(null, null, null)) {
      var task =
          (JavacTask)
              compiler.getTask(
                  null, manager, null, null, null, manager.getJavaFileObjectsFromPaths(files));
      var positions = Trees.instance(task).getSourcePositions();
      return StreamSupport.stream(task.parse().spliterator(), false)
          .map(unit -> new Reader(unit, positions).read())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Visits one file. */
  private static final class Reader extends TreeScanner<Void, Void> {
    private final CompilationUnitTree unit;
    private final SourcePositions positions;
    private final List<Method> methods = new ArrayList<>();
    private final List<Name> names = new ArrayList<>();

    Reader(CompilationUnitTree unit, SourcePositions positions) {
      this.unit = unit;
      this.positions = positions;
    }

    Source read() {
      scan(unit, null);
      Path file = Path.of(unit.getSourceFile().toUri());
      int lines = (int) Project.text(file).lines().count();
      return new Source(file, lines, List.copyOf(methods), List.copyOf(names));
    }

    @Override
    public Void visitMethod(MethodTree method, Void nothing) {
      if (method.getBody() != null) {
        long lines = lastLine(method) - firstLine(method) + 1;
        methods.add(new Method(method.getName().toString(), firstLine(method), lines));
      }
      return super.visitMethod(method, nothing);
    }

    @Override
    public Void visitMemberSelect(MemberSelectTree select, Void nothing) {
      name(select, select.toString());
      return super.visitMemberSelect(select, nothing);
    }

    @Override
    public Void visitMemberReference(MemberReferenceTree reference, Void nothing) {
      name(reference, reference.getQualifierExpression() + "." + reference.getName());
      return super.visitMemberReference(reference, nothing);
    }

    private void name(Tree tree, String text) {
      names.add(new Name(text, firstLine(tree)));
    }

    private long firstLine(Tree tree) {
      return unit.getLineMap().getLineNumber(positions.getStartPosition(unit, tree));
    }

    private long lastLine(Tree tree) {
      return unit.getLineMap().getLineNumber(positions.getEndPosition(unit, tree));
    }
  }
}
