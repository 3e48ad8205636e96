import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import javax.xml.validation.Validator;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/**
 * The JDK's validator, obeying the benchmark: {@code java Xerces.java <schema> <document>}. For each line on the
 * standard input it works for a while and answers with one line of JSON.
 */
final class Xerces {
    private static final long BATCH_NANOS = 300_000_000;

    public static void main(String[] arguments) throws Exception {
        long start = System.nanoTime();
        SchemaFactory factory = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI);
        Validator validator = factory.newSchema(Path.of(arguments[0]).toFile()).newValidator();
        System.out.println("{\"compiled\":" + seconds(start, 1) + "}");
        byte[] document = Files.readAllBytes(Path.of(arguments[1]));
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in));
        while (lines.readLine() != null) {
            answer(validator, document);
        }
    }

    private static void answer(Validator validator, byte[] document) throws IOException, SAXException {
        long start = System.nanoTime();
        int times = 0;
        boolean valid = false;
        while (times == 0 || System.nanoTime() - start < BATCH_NANOS) {
            valid = isValid(validator, document);
            times += 1;
        }
        System.out.printf("{\"valid\":%b,\"seconds\":%s,\"peak\":%d}%n", valid, seconds(start, times), peak());
    }

    private static boolean isValid(Validator validator, byte[] document) throws IOException, SAXException {
        Findings findings = new Findings();
        validator.setErrorHandler(findings);
        validator.validate(new StreamSource(new ByteArrayInputStream(document)));
        return findings.errors == 0;
    }

    private static String seconds(long start, int times) {
        return String.format(Locale.ROOT, "%.9f", (System.nanoTime() - start) / 1e9 / times);
    }

    /** Most bytes that the process has had in memory; 0 where the system does not say. */
    private static long peak() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return 0;
        }
        return Files.readAllLines(status).stream()
            .filter(line -> line.startsWith("VmHWM:"))
            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
            .sum();
    }

    /** Counts errors and goes on, as every engine here does. */
    private static final class Findings implements ErrorHandler {
        private int errors;

        @Override
        public void warning(SAXParseException fault) {}

        @Override
        public void error(SAXParseException fault) {
            errors += 1;
        }

        @Override
        public void fatalError(SAXParseException fault) throws SAXParseException {
            throw fault;
        }
    }
}
