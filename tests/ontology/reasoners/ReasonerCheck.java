// Profile and consistency of one ontology file, printed as "name: verdict" lines.
// Owns the calls to the OWL API and the two reasoners; knows no file layout of the project.

import java.io.File;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import openllet.owlapi.OpenlletReasonerFactory;
import org.semanticweb.HermiT.ReasonerFactory;
import org.semanticweb.owlapi.apibinding.OWLManager;
import org.semanticweb.owlapi.model.OWLClass;
import org.semanticweb.owlapi.model.OWLOntology;
import org.semanticweb.owlapi.profiles.OWLProfile;
import org.semanticweb.owlapi.profiles.OWLProfileViolation;
import org.semanticweb.owlapi.profiles.OWL2DLProfile;
import org.semanticweb.owlapi.profiles.OWL2RLProfile;
import org.semanticweb.owlapi.reasoner.OWLReasoner;
import org.semanticweb.owlapi.reasoner.OWLReasonerFactory;

public final class ReasonerCheck {
    private static final int SHOWN = 20;

    private ReasonerCheck() {}

    public static void main(String[] files) throws Exception {
        for (String file : files) {
            OWLOntology ontology = OWLManager.createOWLOntologyManager()
                .loadOntologyFromOntologyDocument(new File(file));
            System.out.println("axioms: " + ontology.getAxiomCount());
            profile("OWL 2 DL", new OWL2DLProfile(), ontology);
            profile("OWL 2 RL", new OWL2RLProfile(), ontology);
            reason("HermiT", new ReasonerFactory(), ontology);
            reason("Openllet", OpenlletReasonerFactory.getInstance(), ontology);
        }
    }

    private static void profile(String name, OWLProfile profile, OWLOntology ontology) {
        List<OWLProfileViolation> found = profile.checkOntology(ontology).getViolations();
        System.out.println(name + ": " + found.isEmpty());
        found.stream().limit(SHOWN).forEach(one -> System.out.println("  " + one));
    }

    private static void reason(String name, OWLReasonerFactory factory, OWLOntology ontology) {
        OWLReasoner reasoner = factory.createReasoner(ontology);
        boolean consistent = reasoner.isConsistent();
        System.out.println(name + " consistent: " + consistent);
        if (consistent) {
            Set<OWLClass> empty = reasoner.getUnsatisfiableClasses().entities()
                .filter(one -> !one.isOWLNothing()).collect(Collectors.toSet());
            System.out.println(name + " unsatisfiable classes: " + empty.size() + " " + empty);
        }
        reasoner.dispose();
    }
}
